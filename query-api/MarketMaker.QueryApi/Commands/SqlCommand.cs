using System.Text.Json;
using MarketMaker.Lake.Partitions;
using MarketMaker.QueryApi.Audit;
using MarketMaker.QueryApi.Endpoints;
using MarketMaker.QueryApi.Plans;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.QueryApi.Commands;

/// <summary>The <c>sql</c> verb: one SELECT over the local lake, for the owner of its files.</summary>
internal static class SqlCommand
{
    private static readonly WorkerLimits Limits = new(TimeoutMs: 60_000, MaxBytes: 16 * 1024 * 1024, MemoryMb: 2048);

    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        string sql = line.Text ?? throw new BadArgumentsException("There is no SQL. Example: sql \"SELECT symbol, count(*) FROM execution GROUP BY symbol\"");
        if (line.Has("--json") && line.Has("--csv")) throw new BadArgumentsException("--json and --csv: choose one.");
        LakeDirectory lake = line.FilledLake();
        using var journal = new AuditJournal(lake, TimeProvider.System);
        await using var workers = new WorkerPool(WorkerCommand.OfAssembly(typeof(SqlCommand).Assembly.Location), size: 1);
        LakeSession session = LakeSession.Open(new ManifestStore(lake), workers, Limits);
        // A view costs a look at each of its files: only those that the text names are made.
        string[] tables = [.. Catalogue.Tables.Select(t => t.Name).Where(name => sql.Contains(name, StringComparison.OrdinalIgnoreCase))];
        long start = TimeProvider.System.GetTimestamp();
        try
        {
            ResultTable table = (await session.RunAsync(tables, [sql], null, cancellation))[0];
            Journal(journal, sql, table.Rows.Count, start, null);
            Print(table, line);
            return ExitCodes.Done;
        }
        catch (WorkerFailedException error)
        {
            Journal(journal, sql, null, start, error.Code);
            int exitCode = error.Code is WorkerFailedException.TimedOut or WorkerFailedException.Crashed ? ExitCodes.Failed : ExitCodes.Refused;
            return CommandError.Report(line.Has("--json"), exitCode, error.Code, error.Message, Remedy(error));
        }
    }

    private static string Remedy(WorkerFailedException error) => error.Code switch
    {
        "catalog" => $"Views: {string.Join(", ", Catalogue.Tables.Select(t => t.Name))}.",
        // COPY is stopped by the closed file system, while it is prepared, before anybody asks what kind of statement it is.
        "not_a_select" or "permission" => "Only a SELECT over the lake's own tables is allowed; nothing else is read or written. To keep a result: sql \"SELECT …\" --csv > FILE.",
        WorkerFailedException.TimedOut => $"It was stopped after {Limits.TimeoutMs / 1000} s. Ask about a shorter time: WHERE ts >= … AND ts < ….",
        WorkerFailedException.Crashed => "Run it again, over less data.",
        _ when error.Message.Contains("DECIMAL", StringComparison.Ordinal) && error.Message.Contains("verflow", StringComparison.Ordinal) =>
            "Exact columns are DECIMAL(18,8), and a product of two has no room: cast one to DOUBLE, such as fill_price::DOUBLE * fill_size.",
        _ => "",
    };

    private static void Print(ResultTable table, CommandLine line)
    {
        if (line.Has("--json")) Console.WriteLine(JsonSerializer.Serialize(table, JsonResponse.Options));
        else if (line.Has("--csv")) TextTable.PrintCsv(table, Console.Out);
        else TextTable.Print([.. table.Columns.Select(c => c.Name)], [.. table.Rows.Select(r => (IReadOnlyList<JsonElement>)[.. r.EnumerateArray()])], Console.Out);
        if (table.IsTruncated) Console.Error.WriteLine($"Only the first {table.Rows.Count} rows are shown: add a LIMIT, or aggregate.");
    }

    private static void Journal(AuditJournal journal, string sql, long? rows, long start, string? refused) => journal.Write(new QueryAudit
    {
        Who = "cli_sql", Question = sql, Sql = sql, Rows = rows, Tiers = "hot", RefusedReason = refused,
        DurationMs = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds,
    });
}
