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
        options.Data.Create();
        try
        {
            return await RunAllAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. Run the same command again to go on where it was.");
            return 130;
        }
        catch (ChildFailedException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return error.ExitCode;
        }
        catch (FileNotFoundException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private async Task<int> RunAllAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using Child api = Start(HouseProgram.QueryApi, new Arguments("serve").Add("--port", options.Port));
        Task apiWatch = api.WatchAsync(stop.Token);

        JsonObject run;
        await using (Child follower = Start(HouseProgram.Collectors, new Arguments("follow")))
        {
            run = await _stage.StepAsync("replay the tape through the bot", async progress =>
            {
                await using Child bot = Child.Start(HouseProgram.Bot, BotArguments(), progress);
                Task<JsonObject> result = bot.ResultAsync(stop.Token);
                await UntilAsync(result, apiWatch, follower.WatchAsync(stop.Token));
                return await result;
            });
        }

        JsonObject collected = await FinishAsync("collect the journal into the lake", HouseProgram.Collectors, new Arguments("follow", "--until-idle"), apiWatch, stop.Token);
        JsonObject jobs = await FinishAsync("summarise", HouseProgram.Jobs, new Arguments("run"), apiWatch, stop.Token);
        await FinishAsync("collect the job's own events", HouseProgram.Collectors, new Arguments("follow", "--until-idle"), apiWatch, stop.Token);

        string url = $"http://127.0.0.1:{options.Port}";
        JsonObject answer = await _stage.StepAsync("ask the first question", _ => AskAsync(url, apiWatch, stop.Token));
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
            Task<JsonObject> result = child.ResultAsync(cancellation);
            await UntilAsync(result, apiWatch);
            return await result;
        });

    // A program that must keep running and does not ends the run at once, with its own words.
    private static async Task UntilAsync(Task result, params Task[] watches)
    {
        Task first = await Task.WhenAny([result, .. watches]);
        if (first != result) await first;
    }

    private static async Task<JsonObject> AskAsync(string url, Task apiWatch, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        Task ready = WaitUntilServingAsync(client, cancellation);
        await UntilAsync(ready, apiWatch);
        await ready;
        using HttpResponseMessage response = await client.PostAsJsonAsync("/ask", new { question = RunOptions.FirstQuestion }, cancellation);
        JsonObject? answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancellation);
        if (!response.IsSuccessStatusCode || answer is null)
            throw new ChildFailedException($"POST {url}/ask answered {(int)response.StatusCode}: {answer?.ToJsonString()}", 1);
        return answer;
    }

    private static async Task WaitUntilServingAsync(HttpClient client, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await client.GetAsync("/health", cancellation);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet: the watch on the process ends the wait if it never will.
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }
}
