using Spectre.Console;

namespace MarketMaker.Cli.Running;

/// <summary>Shows what the run is doing: bars on a terminal, one line per finished step elsewhere, nothing with <c>--json</c>.</summary>
internal sealed class Stage(bool isQuiet)
{
    private readonly bool _isInteractive = !isQuiet && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsErrorRedirected;

    /// <summary>Runs one step under a title; the callback takes progress from a child.</summary>
    public async Task<T> StepAsync<T>(string title, Func<Action<ChildProgress>, Task<T>> work)
    {
        if (!_isInteractive)
        {
            T done = await work(_ => { });
            if (!isQuiet) Console.WriteLine($"  {title}");
            return done;
        }

        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(title));
                bar.IsIndeterminate = true;
                T result = await work(progress =>
                {
                    if (progress.Total is not > 0) return;
                    bar.IsIndeterminate = false;
                    bar.MaxValue = progress.Total.Value;
                    bar.Value = progress.Done;
                });
                bar.IsIndeterminate = false;
                bar.Value = bar.MaxValue;
                return result;
            });
    }
}
