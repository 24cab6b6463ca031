using MarketMaker.Jobs.Scheduling;

namespace MarketMaker.Jobs.Tests.Scheduling;

public sealed class JobsOptionsTests
{
    [Fact]
    public void Parse_Run_TakesDataFromOptionThenEnvironmentThenDefault()
    {
        Assert.Equal(new JobsOptions("/a/b", true, true), JobsOptions.Parse(["run", "--data", "/a/b", "--json", "--exit-on-stdin-eof"], "/env"));
        Assert.Equal(new JobsOptions("/env", false, false), JobsOptions.Parse(["run"], "/env"));
        Assert.Equal(Path.GetFullPath("data"), JobsOptions.Parse(["run"], null).DataDirectory);
    }

    [Theory]
    [InlineData(new string[0], "The verb is run.")]
    [InlineData(new[] { "walk" }, "The verb is run.")]
    [InlineData(new[] { "run", "--data" }, "--data needs a directory.")]
    [InlineData(new[] { "run", "--fast" }, "'--fast' is not an option.")]
    public void Parse_BadArguments_SayWhatIsWrong(string[] arguments, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => JobsOptions.Parse(arguments, null)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Program_BadArguments_ExitsWithTwo() =>
        Assert.Equal(2, await JobsProgram.RunAsync(["walk"], TextWriter.Null, TextWriter.Null, CancellationToken.None));

    [Fact]
    public async Task Program_EmptyData_IsDoneAndUnchanged()
    {
        using var data = new TemporaryData();
        using var output = new StringWriter();
        Assert.Equal(0, await JobsProgram.RunAsync(["run", "--data", data.Path, "--json"], output, TextWriter.Null, CancellationToken.None));
        Assert.StartsWith("""{"jobs":[{"job":"session_summary","status":"unchanged","rows_in":0,"rows_out":0,""", output.ToString(), StringComparison.Ordinal);
    }
}
