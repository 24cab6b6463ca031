using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm serve</c>: the query API.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Option<int> port = HouseOptions.Port();
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "serve",
            "Serve the query API and its first page on 127.0.0.1.",
            "mm serve --port 8080",
            "mm serve --port 0         on any free port, which it prints",
            "curl -s localhost:8080/ask -H 'content-type: application/json' -d '{\"question\":\"why were bids rejected in the last hour?\"}'")
        {
            port, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.QueryApi, new Arguments("serve").Add("--port", parsed.GetValue(port)).Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)), cancellation, parsed.GetValue(data)));
        return command;
    }
}
