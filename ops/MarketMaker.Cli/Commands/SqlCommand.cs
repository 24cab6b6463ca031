using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm sql</c>: SQL over the local lake, as the user who owns the files.</summary>
internal static class SqlCommand
{
    public static Command Create()
    {
        var sql = new Argument<string>("sql") { Description = "One SELECT, in quotes. Every stream and derived table is a view." };
        Option<bool> csv = new("--csv") { Description = "Print CSV." };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "sql",
            """
            Run one SELECT (DuckDB) over the streams and derived tables of the local lake. Their columns: mm schemas TABLE.

            Nothing can be written: keep a result with --csv > FILE. Exact columns are DECIMAL(18,8); a product of two overflows, so cast one to DOUBLE.
            """,
            "mm sql \"SELECT symbol, count(*) FROM execution GROUP BY symbol\"",
            "mm sql \"SELECT ts, side, veto_reason_primary, guard_details.spread_guard.value FROM order_intent LIMIT 5\" --csv",
            "mm sql \"SELECT fill_price::DOUBLE * fill_size AS value_usd FROM execution\"")
        {
            sql, csv, data, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(json)) result.AddError("--csv and --json: choose one.");
        });
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.QueryApi,
            new Arguments("sql", parsed.GetValue(sql)!).Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)).Flag("--csv", parsed.GetValue(csv)),
            cancellation));
        return command;
    }
}
