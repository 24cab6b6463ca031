using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm ask</c>: a question in words.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var question = new Argument<string>("question") { Description = "The question, in quotes." };
        Option<string?> timeZone = HouseOptions.TimeZone();
        Option<string?> now = new("--now") { Description = "Answer as if it were this time (ISO 8601).", HelpName = "TIME" };
        Option<string?> run = new("--run") { Description = "Answer from this run alone (default: all runs).", HelpName = "ID" };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "ask",
            "Ask a question and get the answer, the numbers behind it, and the SQL. What cannot be computed is declined, not guessed.",
            "mm ask \"why were bids rejected 14:00-16:00?\"",
            "mm ask \"rejection rate by hour yesterday\" --tz Europe/Lisbon",
            "mm ask \"how many asks did the spread guard veto in the last 2 hours?\" --json")
        {
            question, timeZone, now, run, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.QueryApi,
            new Arguments("ask", parsed.GetValue(question)!)
                .Add("--tz", parsed.GetValue(timeZone)).Add("--now", parsed.GetValue(now)).Add("--run", parsed.GetValue(run))
                .Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation));
        return command;
    }
}
