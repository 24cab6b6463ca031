using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MarketMaker.Bot.Benchmarks.Journal;

if (args is ["journal", .. string[] rest])
{
    JournalReport.Run(rest);
    return;
}

// In this process: the benchmark then needs neither the sources nor a restore, wherever it is started from.
IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
