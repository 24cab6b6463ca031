using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketMaker.Collectors.Arguments;
using MarketMaker.Lake.Partitions;

namespace MarketMaker.Collectors.Completion;

/// <summary>The verb <c>complete</c>.</summary>
internal static class CompleteProgram
{
    public const string Usage = """
        Usage: Collectors complete [--from TIME] [--to TIME] [--stream S] [--data DIR] [--json]
          Exit code 0 when nothing is missing, 3 when something is.
        """;

    private const int Incomplete = 3;

    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors) => LakeVerb.Run(errors, () =>
    {
        var options = VerbOptions.Parse(arguments, Usage, values: ["--from", "--to", "--stream"], flags: []);
        IReadOnlyList<StreamReport> streams = CompletionReport.Of(options.Lake, options.Stream, options.Time("--from"), options.Time("--to"));
        output.Write(options.IsJson ? Json(streams) + "\n" : Text(streams));
        return streams.All(s => s.IsComplete) ? 0 : Incomplete;
    });

    private static string Json(IReadOnlyList<StreamReport> streams) => JsonSerializer.Serialize(new
    {
        is_complete = streams.All(s => s.IsComplete),
        streams = streams.Select(s => new
        {
            stream = s.Completeness.Stream,
            is_complete = s.IsComplete,
            ratio = s.Completeness.Ratio,
            runs = s.Completeness.Runs.Select(r => new
            {
                run_id = r.RunId, is_numbered = r.IsNumbered, first_seq = r.First, last_seq = r.Last, received = r.Received, expected = r.Expected, gaps = r.Gaps,
            }),
            hours = s.Hours.Select(h => new { run_id = h.RunId, hour = h.Hour.ToString(), received = h.Received, expected = h.Expected, ratio = h.Ratio }),
            missing = s.Missing.Select(m => new { run_id = m.RunId, declared = m.Declared, undeclared = m.Undeclared }),
            journal = new
            {
                lines = s.Journal.Counts.Lines, rows = s.Journal.Counts.Rows, duplicates = s.Journal.Counts.Duplicates, quarantined = s.Journal.Counts.Quarantined,
                unbalanced = s.Journal.Unbalanced, rows_not_stored = s.Journal.RowsNotStored,
            },
        }),
    });

    private static string Text(IReadOnlyList<StreamReport> streams)
    {
        var text = new StringBuilder();
        foreach (StreamReport s in streams)
        {
            text.Append(CultureInfo.InvariantCulture, $"{s.Completeness.Stream}: {(s.Completeness.Ratio is { } ratio ? $"{ratio:F6}" : "not numbered")}");
            var c = s.Journal.Counts;
            text.Append(CultureInfo.InvariantCulture, $"; journal {c.Lines:N0} lines = {c.Rows:N0} rows + {c.Duplicates:N0} duplicates + {c.Quarantined:N0} quarantined\n");
            foreach (string file in s.Journal.Unbalanced) text.Append(CultureInfo.InvariantCulture, $"  NOT BALANCED: file {file}\n");
            if (s.Journal.RowsNotStored > 0) text.Append(CultureInfo.InvariantCulture, $"  NOT STORED: {s.Journal.RowsNotStored:N0} rows that were counted as loaded\n");
            foreach (RunCompleteness r in s.Completeness.Runs.Where(r => !r.IsNumbered))
                text.Append(CultureInfo.InvariantCulture, $"  run {r.RunId}: {r.Received:N0} rows, without a sequence\n");
            foreach (HourCompleteness h in s.Hours.Where(h => h.Ratio is not null))
                text.Append(CultureInfo.InvariantCulture, $"  {h.Hour.ToString()[..13]}h run {h.RunId}: {h.Received:N0} of {h.Expected:N0} = {h.Ratio:F6}\n");
            foreach (MissingSeqs m in s.Missing)
            {
                if (m.Declared.Count > 0) text.Append(CultureInfo.InvariantCulture, $"  run {m.RunId} lost and declared: seq {Ranges(m.Declared)}\n");
                if (m.Undeclared.Count > 0) text.Append(CultureInfo.InvariantCulture, $"  run {m.RunId} MISSING: seq {Ranges(m.Undeclared)}\n");
            }
        }

        return text.Append(streams.All(s => s.IsComplete) ? "Nothing is missing.\n" : "Something is missing: it is named above.\n").ToString();
    }

    private static string Ranges(IReadOnlyList<long[]> ranges) => string.Join(", ", ranges.Select(r => r[0] == r[1] ? $"{r[0]}" : $"{r[0]}-{r[1]}"));
}
