using System.Text.Json.Nodes;
using MarketMaker.Schemas.Publishing;
using Spectre.Console;

namespace MarketMaker.Cli.Running;

/// <summary>Prints what the run did: for people a page, for machines one object.</summary>
internal static class RunReport
{
    public static void Print(RunOptions options, string url, JsonObject run, JsonObject collected, JsonObject jobs, JsonObject answer)
    {
        if (options.IsJson)
        {
            var all = new JsonObject { ["url"] = url, ["run"] = run.DeepClone(), ["collected"] = collected.DeepClone(), ["jobs"] = jobs.DeepClone(), ["answer"] = answer.DeepClone() };
            Console.WriteLine(all.ToJsonString());
            return;
        }

        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]Run[/] {(string?)run["run_id"]}");
        var facts = new Grid().AddColumn().AddColumn();
        foreach ((string name, JsonNode? value) in run)
            if (value is JsonValue && name is not ("run_id" or "run_key")) facts.AddRow($"  {name}", Markup.Escape(value.ToString()));
        AnsiConsole.Write(facts);
        if (run["rejections"] is JsonObject rejections && rejections.Count > 0) PrintRejections(rejections);

        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{RunOptions.FirstQuestion}[/]");
        AnsiConsole.WriteLine((string?)answer["text"] ?? answer.ToJsonString(JsonSchemaText.Format));
        foreach ((string name, string text) in AnswerFacts.Of(answer)) Console.WriteLine($"  {name,-9} {text}");
        Console.WriteLine($"\n  ops/mm ask \"{RunOptions.FirstQuestion}\" prints each guard's values and the whole SQL.");
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{url}[/]");
    }

    private static void PrintRejections(JsonObject rejections)
    {
        (string Guard, double Decisions)[] rows = [.. rejections.Select(r => (r.Key, (double)r.Value!)).OrderByDescending(r => r.Item2)];
        double total = rows.Sum(r => r.Decisions);
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("rejected by");
        table.AddColumn(new TableColumn("decisions").RightAligned());
        table.AddColumn(new TableColumn("share").RightAligned());
        foreach ((string guard, double decisions) in rows) table.AddRow(guard, $"{decisions:N0}", $"{decisions / total:P1}");
        AnsiConsole.Write(table);
    }
}
