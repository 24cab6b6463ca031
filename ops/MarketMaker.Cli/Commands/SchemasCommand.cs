using System.CommandLine;
using MarketMaker.Cli.Processes;
using MarketMaker.Schemas.Publishing;
using Spectre.Console;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm schemas</c>: what every stream and column means, and the generated files of the contract.</summary>
internal static class SchemasCommand
{
    private const string Published = "schemas/published";

    public static Command Create()
    {
        var name = new Argument<string?>("table") { Description = "One stream or derived table, with its columns.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> write = new("--write") { Description = $"Write {Published} from the declarations." };
        Option<bool> check = new("--check") { Description = $"Fail when {Published} is not what the declarations say." };
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "schemas",
            "List the streams and derived tables, or the columns of one.",
            "mm schemas",
            "mm schemas order_intent",
            "mm schemas --write        after adding a column, from the repository's root")
        {
            name, write, check, json,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(write)) return Write();
            if (parsed.GetValue(check)) return Check();
            if (parsed.GetValue(name) is not { } wanted) return List(parsed.GetValue(json));
            if (Catalogue.Find(wanted) is { } table) return Show(table, parsed.GetValue(json));
            return new Failure(
                "unknown_table", $"There is no table '{wanted}'.", $"There are: {string.Join(", ", Catalogue.Tables.Select(t => t.Name))}.", ExitCodes.BadArguments)
                .Print(parsed.GetValue(json));
        });
        return command;
    }

    private static int Write()
    {
        PublishedFiles.Write(Published);
        Console.WriteLine($"{Published}: {PublishedFiles.All().Count} files written.");
        return 0;
    }

    private static int Check()
    {
        IReadOnlyList<string> stale = PublishedFiles.Stale(Published);
        foreach (string path in stale) Console.Error.WriteLine($"{Published}/{path} is not what the declarations say. Run: ops/mm schemas --write");
        return stale.Count == 0 ? 0 : 1;
    }

    private static int List(bool isJson)
    {
        if (isJson)
        {
            Console.Write(CatalogueText.Json(Catalogue.Tables));
            return 0;
        }

        var grid = new Table { Border = TableBorder.Simple };
        grid.AddColumns("table", "columns", "one row is");
        foreach (TableSchema table in Catalogue.Tables) grid.AddRow(table.Name, $"{table.Columns.Count}", Markup.Escape(table.Meaning));
        AnsiConsole.Write(grid);
        return 0;
    }

    private static int Show(TableSchema table, bool isJson)
    {
        if (isJson)
        {
            Console.Write(CatalogueText.Json([table]));
            return 0;
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{table.Name}[/] v{table.Version}. {table.Meaning}");
        var grid = new Table { Border = TableBorder.Simple };
        grid.AddColumns("column", "type", "unit", "meaning");
        foreach (ColumnSchema column in table.Columns)
        {
            string type = column.Kind == ColumnKind.Struct ? "STRUCT" : DuckDbType.Of(column);
            grid.AddRow($"{column.Name}{(column.IsNullable ? "" : " *")}", Markup.Escape(type), column.Unit ?? "", Markup.Escape(column.Meaning));
        }

        AnsiConsole.Write(grid);
        Console.WriteLine("* = never null");
        foreach (ExampleQuery example in table.Examples) Console.WriteLine($"\n-- {example.Question}\n{example.Sql}");
        return 0;
    }
}
