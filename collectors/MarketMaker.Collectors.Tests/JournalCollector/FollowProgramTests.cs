using System.Diagnostics;
using System.Text.Json.Nodes;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Tests.Lake;
using MarketMaker.Lake.Partitions;
using Serilog;
using Serilog.Events;

namespace MarketMaker.Collectors.Tests.JournalCollector;

public sealed class FollowProgramTests
{
    [Fact]
    public async Task Follow_UntilIdleWithJson_EndsWithOneObjectThatCounts()
    {
        using var lake = new TempLake();
        new TestJournal(lake.Directory.Journal).Append(Intents.Lines(1, 7) + "nonsense\n").Seal();
        (int exitCode, string output, string errors) = await CollectorProcess.RunAsync(lake.Directory.Data, "--until-idle", "--json");
        Assert.True(exitCode == 0, errors);
        JsonNode report = JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!;
        Assert.Equal((8, 7, 0, 1), ((int)report["lines"]!, (int)report["rows"]!, (int)report["duplicates"]!, (int)report["quarantined"]!));
        Assert.Equal(7, (int)report["streams"]!["order_intent"]!["rows"]!);
        Assert.All(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.NotNull(JsonNode.Parse(line)!["progress"]));
        string[] log = File.ReadAllLines(Assert.Single(Directory.GetFiles(lake.Directory.Logs, "collector-*.log")));
        Assert.All(log, line => Assert.NotNull(JsonNode.Parse(line)!["@t"]));
        Assert.Contains(log, line => (string?)JsonNode.Parse(line)!["@l"] == "Warning");
    }

    [Fact]
    public async Task Follow_StandardInputEnds_StopsAsCancelled()
    {
        using var lake = new TempLake();
        using Process process = CollectorProcess.Start(lake.Directory.Data, "--exit-on-stdin-eof");
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public void Follow_SecondCollector_IsRefusedByTheLock()
    {
        using var lake = new TempLake();
        using FileLock held = FileLock.Acquire(lake.Directory.RoleLock("collector"), TimeSpan.Zero);
        TimeoutException error = Assert.Throws<TimeoutException>(() => FileLock.Acquire(lake.Directory.RoleLock("collector"), TimeSpan.FromMilliseconds(30)));
        Assert.Contains($"process {Environment.ProcessId} ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nope")]
    [InlineData("--data")]
    [InlineData("--once", "--until-idle")]
    public void Run_BadArguments_ExitsWithTwo(params string[] arguments)
    {
        using var errors = new StringWriter();
        Assert.Equal(2, FollowProgram.Run(arguments, TextWriter.Null, errors, default));
        Assert.NotEmpty(errors.ToString());
    }

    [Fact]
    public void ClefFormatter_EventWithEverything_IsOneJsonLine()
    {
        using var output = new StringWriter();
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(new Sink(output)).CreateLogger())
            log.Error(new InvalidOperationException("broken\nbadly"), "Read {@Place} of \"{File}\" {Count}", new { Line = 3 }, "a\"b", 7);
        JsonNode line = JsonNode.Parse(Assert.Single(output.ToString().TrimEnd().Split('\n')))!;
        Assert.Equal("Error", (string?)line["@l"]);
        Assert.Equal("Read {@Place} of \"{File}\" {Count}", (string?)line["@mt"]);
        Assert.Contains("broken\nbadly", (string?)line["@x"], StringComparison.Ordinal);
        Assert.Equal("a\"b", (string?)line["File"]);
        Assert.Equal(7, (int)line["Count"]!);
        Assert.Equal(3, (int)line["Place"]!["Line"]!);
    }

    private sealed class Sink(TextWriter output) : Serilog.Core.ILogEventSink
    {
        public void Emit(LogEvent logEvent) => new ClefFormatter().Format(logEvent, output);
    }
}
