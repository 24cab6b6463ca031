using System.Diagnostics;

namespace MarketMaker.Cli.Tests;

/// <summary>What the launchers share: finding the SDK, and knowing when to build.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-launcher-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, "10.0.401")]
    [InlineData(true, "8.0.100", "10.0.401", "11.0.100")]
    [InlineData(false, "9.0.100", "11.0.100")]
    [InlineData(false, "11.0.100")]
    [InlineData(false)]
    public async Task Toolchain_AcceptsTheSdkBesideOthers(bool isAccepted, params string[] installed)
    {
        Fake("dotnet", string.Concat(installed.Select(v => $"echo '{v} [/usr/share/dotnet/sdk]'\n")));
        Fake("node", "echo v20.0.0\n");
        (int code, string output) = await BashAsync(Source + "echo found", House.Root);
        Assert.Equal((isAccepted ? 0 : 1, isAccepted), (code, output.Contains("found", StringComparison.Ordinal)));
        Assert.Equal(!isAccepted, output.Contains("The .NET 10 SDK is needed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stale_IsWhatChangedSinceTheBuildBegan()
    {
        const string Setup =
            """
            for folder in schemas bot collectors jobs query-api ops; do mkdir -p $folder/x/bin; touch $folder/x/a.cs; done
            touch a.props a.targets a.sln a.txt a.json .editorconfig
            git init -q . && git add -A && git -c user.name=t -c user.email=t@example.org commit -qm one
            """;
        Fake("dotnet", "echo '10.0.100 [x]'\n");
        Fake("node", "echo v20.0.0\n");
        string root = Directory.CreateDirectory(Path.Combine(_folder, "house")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "ops"));
        File.Copy(Path.Combine(House.Root, "ops", "toolchain"), Path.Combine(root, "ops", "toolchain"));
        Assert.Equal((0, ""), await BashAsync(Setup, root));

        Assert.Equal("stale", await StateAsync(root, "")); // never built
        Assert.Equal("built", await StateAsync(root, "build Release x/MarketMaker.sln; "));
        Assert.Equal("built", await StateAsync(root, "touch -d '+1 hour' bot/x/bin/made.dll; ")); // not a source
        Assert.Equal("stale", await StateAsync(root, "touch -d '+1 hour' bot/x/a.cs; "));
        Assert.Equal("built", await StateAsync(root, "touch -d '-1 hour' bot/x/a.cs; "));
        Assert.Equal("stale", await StateAsync(root, "git rm -q jobs/x/a.cs && git -c user.name=t -c user.email=t@example.org commit -qm two; ")); // a pull that only deletes
        Assert.Equal("built", await StateAsync(root, "build Release x/MarketMaker.sln; "));
    }

    private async Task<string> StateAsync(string root, string before)
    {
        (int code, string output) = await BashAsync($"{Source}{before}if is_stale; then echo stale; else echo built; fi", root);
        Assert.True(code == 0, output);
        return output.Trim();
    }

    private string Source => $"chmod +x '{_folder}/dotnet' '{_folder}/node'; PATH='{_folder}':$PATH; source ops/toolchain; ";

    private void Fake(string name, string script) => File.WriteAllText(Path.Combine(_folder, name), "#!/bin/sh\n" + script);

    private static async Task<(int Code, string Output)> BashAsync(string script, string folder)
    {
        var info = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        info.ArgumentList.Add("-c");
        info.ArgumentList.Add("set -euo pipefail\n" + script);
        using Process bash = Process.Start(info)!;
        Task<string> output = bash.StandardOutput.ReadToEndAsync();
        Task<string> errors = bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, await output + await errors);
    }
}
