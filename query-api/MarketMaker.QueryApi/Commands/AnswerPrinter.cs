using System.Globalization;
using System.Text.Json;
using MarketMaker.QueryApi.Answers;

namespace MarketMaker.QueryApi.Commands;

/// <summary>Prints an answer for people: the paragraph, what it rests on, the tables, the SQL.</summary>
internal static class AnswerPrinter
{
    public static void Print(Answer answer, TextWriter output)
    {
        output.WriteLine(answer.Text);
        if (answer.Interval is null) return;
        output.WriteLine();
        Fact(output, "interval", $"{answer.Interval.Text} (words read in {answer.Interval.Zone})");
        foreach (string assumption in answer.Assumptions) Fact(output, "assumed", assumption);
        foreach (string warning in answer.Warnings) Fact(output, "warning", warning);
        if (answer.DataThrough is not null) Fact(output, "data", $"{answer.DataFrom} to {answer.DataThrough} ({string.Join(", ", answer.Tiers)})");
        if (answer.RowsCounted > 0)
            Fact(output, "rows", string.Create(CultureInfo.InvariantCulture, $"{answer.RowsCounted:N0} of {answer.Plan?.Stream}, {answer.RowsFrom} to {answer.RowsThrough}"));
        foreach (string run in answer.RunIds) Fact(output, "run", run);
        if (answer.Guards is { Count: > 0 }) PrintGuards(answer.Guards, output);
        if (answer.Numbers is { Rows.Count: > 0 } numbers)
        {
            output.WriteLine();
            TextTable.Print([.. numbers.Columns.Select(c => c.Name)], numbers.Rows, output, "  ");
        }

        if (answer.Examples is { Count: > 0 }) PrintExamples(answer.Examples, output);
        if (answer.Sql is null) return;
        output.WriteLine();
        output.WriteLine("  SQL");
        foreach (string line in answer.Sql.Split('\n')) output.WriteLine($"    {line.TrimEnd()}");
    }

    private static void Fact(TextWriter output, string name, string text) => output.WriteLine($"  {name,-9} {text}");

    private static void PrintGuards(IReadOnlyList<GuardFinding> guards, TextWriter output)
    {
        output.WriteLine();
        string Reading(double? value, string? unit) => value is { } known ? Words.Reading(known) + Words.Unit(unit) : "";
        TextTable.Print(
            ["guard", "rejections", "share", "failed in", "value p50", "min", "max", "threshold"],
            [.. guards.Select(g => Cells(
                g.Guard, g.Rejections, Words.Percent(g.Share), g.FailedIn, g.ValueP50 is null && g.ThresholdMin is not null ? "not measured" : Reading(g.ValueP50, g.Unit), Reading(g.ValueMin, null), Reading(g.ValueMax, null),
                g.ThresholdMin is null && g.Note is not null ? "only pass/fail" : Limits(g)))],
            output, "  ");
    }

    private static string Limits(GuardFinding g) => g.ThresholdMin is not { } low || g.ThresholdMax is not { } high ? ""
        : low == high ? Words.Reading(low) + Words.Unit(g.Unit)
        : $"{Words.Reading(low)} to {Words.Reading(high)}{Words.Unit(g.Unit)}{(g.ThresholdsBySymbol is null ? "" : ", per symbol")}";

    private static void PrintExamples(IReadOnlyList<ExampleFinding> examples, TextWriter output)
    {
        output.WriteLine();
        TextTable.Print(
            ["example", "symbol", "side", "guard", "run_id", "seq"],
            [.. examples.Select(e => Cells(e.Ts, e.Symbol ?? "", e.Side ?? "", e.Guard, e.RunId, e.Seq))], output, "  ");
    }

    private static IReadOnlyList<JsonElement> Cells(params object[] values) => [.. values.Select(v => JsonSerializer.SerializeToElement(v))];
}
