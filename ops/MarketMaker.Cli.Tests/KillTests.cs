using System.Diagnostics;

namespace MarketMaker.Cli.Tests;

/// <summary>kill -9 of any process at several points; a second start must leave the lake as an undisturbed run does.</summary>
public sealed class KillTests(KillTests.Undisturbed undisturbed) : IClassFixture<KillTests.Undisturbed>
{
    private const string Minutes = "2";

    [Theory]
    [InlineData("MarketMaker.Bot.dll", "journal", 1)]
    [InlineData("MarketMaker.Bot.dll", "journal", 400_000)]
    [InlineData("MarketMaker.Collectors.dll", "lake/progress", 1)]
    [InlineData("MarketMaker.Collectors.dll", "lake/hot", 1)]
    [InlineData("MarketMaker.Collectors.dll", "lake/hot", 100_000)]
    [InlineData("MarketMaker.Jobs.dll", "lake/derived", 1)]
    [InlineData("MarketMaker.QueryApi.dll", "journal", 100_000)]
    [InlineData("mm.dll", "lake/hot", 1)]
    public async Task Run_AProcessIsKilled_ASecondStartGivesTheSameLake(string program, string watchedFolder, long watchedBytes)
    {
        using var house = new House();
        using (Process run = house.Start("run", "--once", "--json", "--port", $"{house.Port}", "--minutes", Minutes))
        {
            _ = run.StandardOutput.ReadToEndAsync();
            _ = run.StandardError.ReadToEndAsync();
            bool wasKilled = await KillOnceAsync(house, run, program, watchedFolder, watchedBytes);
            await run.WaitForExitAsync();
            Assert.True(wasKilled, $"{program} had ended before {watchedFolder} held {watchedBytes} bytes: nothing was tested.");
            Assert.NotEqual(0, run.ExitCode);
        }

        await house.RunOnceAsync("--minutes", Minutes);

        await LakeContent.AssertCompleteAsync(house);
        Assert.Equal(undisturbed.Content, await LakeContent.OfAsync(house));
    }

    // Kills the program as soon as the watched folder holds that many bytes and the program runs.
    private static async Task<bool> KillOnceAsync(House house, Process run, string program, string watchedFolder, long watchedBytes)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!run.HasExited)
        {
            if (BytesIn(Path.Combine(house.Data, watchedFolder)) >= watchedBytes && FindProcess(program, house.Data) is { } victim)
            {
                using (victim) victim.Kill();
                return true;
            }

            await poll.WaitForNextTickAsync();
        }

        return false;
    }

    private static long BytesIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Exists ? f.Length : 0) : 0;
        }
        catch (IOException)
        {
            return 0; // A file was renamed while we looked: look again.
        }
    }

    private static Process? FindProcess(string program, string data)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out int id)) continue;
            try
            {
                string[] arguments = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
                if (arguments.Any(a => a.EndsWith('/' + program)) && arguments.Contains(data)) return Process.GetProcessById(id);
            }
            catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
            {
                // It ended while we looked.
            }
        }

        return null;
    }

    /// <summary>The lake of a run that nobody disturbed.</summary>
    public sealed class Undisturbed : IAsyncLifetime
    {
        internal string Content { get; private set; } = "";

        public async Task InitializeAsync()
        {
            using var house = new House();
            await house.RunOnceAsync("--minutes", Minutes);
            Content = await LakeContent.OfAsync(house);
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
