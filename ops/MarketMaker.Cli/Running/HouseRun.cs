using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Running;

/// <summary>The main job: tape → bot → journal → collector → lake → jobs → query API → answer.</summary>
/// <remarks>
/// Every step is a program of its own that can be killed at any instant; each resumes from the files it left, so this one keeps no
/// state. The collector follows while the bot trades, and is then asked to finish what is left.
/// </remarks>
internal sealed class HouseRun(RunOptions options)
{
    private readonly Stage _stage = new(options.IsJson);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (DataDirectory.Prepare(options.Data) is { } unusable) return unusable.Print(options.IsJson);
        try
        {
            return await RunAllAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Failure.Of(ExitCodes.Cancelled, "Stopped.").Print(options.IsJson);
        }
        catch (ChildFailedException error)
        {
            return error.Failure.Print(options.IsJson);
        }
        catch (Exception error) when (error is FileNotFoundException or HttpRequestException)
        {
            return Failure.Of(ExitCodes.Failed, error.Message).Print(options.IsJson);
        }
    }

    private async Task<int> RunAllAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using Child api = Start(HouseProgram.QueryApi, new Arguments("serve").Add("--port", options.Port));
        Task apiWatch = api.WatchAsync(stop.Token);

        string url = (string)(await FirstAsync(api.GreetingAsync(stop.Token), apiWatch))["url"]!;

        JsonObject run;
        await using (Child follower = Start(HouseProgram.Collectors, new Arguments("follow")))
        {
            run = await _stage.StepAsync("replay the tape through the bot", async progress =>
            {
                await using Child bot = Child.Start(HouseProgram.Bot, BotArguments(), progress);
                return await FirstAsync(bot.ResultAsync(stop.Token), apiWatch, follower.WatchAsync(stop.Token));
            });
        }

        JsonObject collected = await FinishAsync("collect the journal into the lake", HouseProgram.Collectors, new Arguments("follow", "--until-idle"), apiWatch, stop.Token);
        JsonObject jobs = await FinishAsync("summarise", HouseProgram.Jobs, new Arguments("run"), apiWatch, stop.Token);
        await FinishAsync("collect the job's own events", HouseProgram.Collectors, new Arguments("follow", "--until-idle"), apiWatch, stop.Token);

        var request = new JsonObject { ["question"] = RunOptions.FirstQuestion, ["run_id"] = (string)run["run_id"]! };
        JsonObject answer = await _stage.StepAsync("ask the first question", _ => FirstAsync(AskAsync(url, request, stop.Token), apiWatch));
        RunReport.Print(options, url, run, collected, jobs, answer);
        if (!options.IsOnce)
        {
            if (!options.IsJson) Console.WriteLine("\nServing until Ctrl-C.");
            await using Child follower = Start(HouseProgram.Collectors, new Arguments("follow"));
            await await Task.WhenAny(apiWatch, follower.WatchAsync(stop.Token));
        }

        await stop.CancelAsync();
        return 0;
    }

    private Arguments BotArguments() => new Arguments("replay")
        .Add("--tape", options.Tape).Flag("--generate", options.Tape is null)
        .Add("--speed", options.Speed).Add("--seed", options.Seed).Add("--minutes", options.Minutes).Add("--config", options.Config)
        .Add("--data", options.Data);

    private Child Start(HouseProgram program, Arguments arguments) => Child.Start(program, arguments.Add("--data", options.Data), _ => { });

    private Task<JsonObject> FinishAsync(string title, HouseProgram program, Arguments arguments, Task apiWatch, CancellationToken cancellation) =>
        _stage.StepAsync(title, async progress =>
        {
            await using Child child = Child.Start(program, arguments.Add("--data", options.Data), progress);
            return await FirstAsync(child.ResultAsync(cancellation), apiWatch);
        });

    // A program that must keep running and does not ends the run at once, with its own words.
    private static async Task<JsonObject> FirstAsync(Task<JsonObject> result, params Task[] watches)
    {
        Task first = await Task.WhenAny([result, .. watches]);
        if (first != result) await first;
        return await result;
    }

    private static async Task<JsonObject> AskAsync(string url, JsonObject request, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        using HttpResponseMessage response = await client.PostAsJsonAsync("/ask", request, cancellation);
        JsonObject? answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancellation);
        if (!response.IsSuccessStatusCode || answer is null)
            throw new ChildFailedException(Failure.Of(ExitCodes.Failed, $"POST {url}/ask answered {(int)response.StatusCode}: {answer?.ToJsonString()}"));
        return answer;
    }
}
