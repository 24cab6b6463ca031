using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketMaker.Collectors.Arguments;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.QuarantineRetry;

/// <summary>The verb <c>quarantine</c>: list, show, retry.</summary>
internal static class QuarantineProgram
{
    public const string Usage = """
        Usage: Collectors quarantine list [--stream S] [--from TIME] [--to TIME] [--reason TEXT] [--data DIR] [--json]
               Collectors quarantine show ID [--data DIR] [--json]
               Collectors quarantine retry [--stream S] [--data DIR] [--json]
          ID is FILE_UUID:BYTE_OFFSET, as list prints it.
        """;

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken interrupt) => LakeVerb.Run(errors, () =>
    {
        string[] rest = [.. arguments.Skip(1)];
        switch (arguments is [var verb, ..] ? verb : null)
        {
            case "list": List(VerbOptions.Parse(rest, Usage, values: ["--stream", "--from", "--to", "--reason"], flags: []), output); return 0;
            case "show": Show(VerbOptions.Parse(rest, Usage, values: [], flags: [], words: 1), output); return 0;
            case "retry": Retry(VerbOptions.Parse(rest, Usage, values: ["--stream"], flags: []), output, interrupt); return 0;
            default: throw new ArgumentException(Usage);
        }
    });

    private static void List(VerbOptions options, TextWriter output)
    {
        string condition = QuarantinedLine.OfStream(options.Stream);
        if (options.Value("--reason") is { } text) condition += $" AND contains(lower(reason), lower({DuckDbType.Quote(text)}))";
        IReadOnlyList<QuarantinedLine> lines = QuarantinedLine.Read(options.Lake, condition, options.Time("--from"), options.Time("--to"));
        if (options.IsJson)
        {
            output.Write(JsonSerializer.Serialize(new { count = lines.Count, lines = lines.Select(l => Fields(l)) }) + "\n");
            return;
        }

        foreach (QuarantinedLine line in lines) output.Write($"{line.Id}  {line.Time}  {line.Stream ?? IngestResult.NoStream}  {line.Reason}\n");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{lines.Count:N0} lines in quarantine.\n"));
    }

    private static void Show(VerbOptions options, TextWriter output)
    {
        string id = options.Words[0];
        int colon = id.LastIndexOf(':');
        if (colon <= 0 || !long.TryParse(id[(colon + 1)..], out long offset)) throw options.Wrong($"'{id}' is not FILE_UUID:BYTE_OFFSET.");
        QuarantinedLine line = QuarantinedLine.Read(options.Lake, $"run_id = {DuckDbType.Quote(id[..colon])} AND source_byte_offset = {offset}") is [var found]
            ? found : throw new InvalidDataException($"There is no line '{id}' in quarantine.");
        output.Write(options.IsJson
            ? JsonSerializer.Serialize(Fields(line)) + "\n"
            : $"place   {line.SourceFile} at byte {line.ByteOffset}\nstream  {line.Stream ?? IngestResult.NoStream}\nreason  {line.Reason}\n{line.Raw}\n");
    }

    private static void Retry(VerbOptions options, TextWriter output, CancellationToken interrupt)
    {
        LakeDirectory lake = options.Lake;
        using FileLock held = FileLock.Acquire(lake.RoleLock("collector"), LockTimeout, interrupt);
        using var ingest = new StreamIngest(lake, TimeProvider.System);
        RetryReport report = new LineRetry(lake, TimeProvider.System, ingest).Run(options.Stream, interrupt);
        if (options.IsJson)
        {
            output.Write(JsonSerializer.Serialize(new
            {
                tried = report.Tried, rows = report.Rows, duplicates = report.Duplicates, still_refused = report.StillRefused,
                untried = report.Untried.Select(u => new { id = u.Id, why = u.Why }),
            }) + "\n");
            return;
        }

        var text = new StringBuilder();
        foreach ((string id, string why) in report.Untried) text.Append(CultureInfo.InvariantCulture, $"{id} was not tried: {why}\n");
        text.Append(CultureInfo.InvariantCulture,
            $"{report.Tried:N0} lines tried: {report.Rows:N0} are rows now, {report.Duplicates:N0} were duplicates, {report.StillRefused:N0} stay in quarantine.\n");
        output.Write(text);
    }

    private static object Fields(QuarantinedLine line) => new
    {
        id = line.Id, ts = line.Time.ToString(), target_stream = line.Stream, source_file = line.SourceFile, source_byte_offset = line.ByteOffset,
        reason = line.Reason, raw_line = line.Raw,
    };
}
