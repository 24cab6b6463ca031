using System.Text;
using System.Text.Json;
using MarketMaker.Lake.Partitions;
using MarketMaker.QueryApi.Answers;
using MarketMaker.QueryApi.Audit;
using MarketMaker.QueryApi.Endpoints;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Commands;

/// <summary>The <c>ask</c> verb: one question, one answer.</summary>
internal static class AskCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        string question = line.Text ?? throw new BadArgumentsException("There is no question. Example: ask \"why were bids rejected 14:00-16:00?\"");
        if (Encoding.UTF8.GetByteCount(question) > QuestionParser.MaxBytes) throw new BadArgumentsException($"The question is longer than {QuestionParser.MaxBytes} bytes.");
        string zoneName = line.Value("--tz") ?? "UTC";
        NamedZone zone = ZoneTable.Find(zoneName)
            ?? throw new BadArgumentsException($"--tz is '{zoneName}', which is no time zone. Use an IANA name such as Europe/Lisbon, or UTC, or +05:30.");
        TimeProvider clock = line.Clock();
        LakeDirectory lake = line.FilledLake();
        using var journal = new AuditJournal(lake, TimeProvider.System);
        await using var workers = new WorkerPool(WorkerCommand.OfAssembly(typeof(AskCommand).Assembly.Location), size: 1);
        var engine = new AuditedEngine(new QuestionEngine(lake, workers, clock), journal, clock);
        Answer answer = await engine.AskAsync("cli", question, zone, cancellation, line.Value("--run"));
        if (line.Has("--json")) Console.WriteLine(JsonSerializer.Serialize(answer, JsonResponse.Options));
        else AnswerPrinter.Print(answer, Console.Out);
        return answer.Status is AnswerStatus.Declined or AnswerStatus.Refused ? ExitCodes.Refused : ExitCodes.Done;
    }
}
