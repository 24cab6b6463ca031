using System.Text.Json;
using MarketMaker.Collectors.Imports.Clef;
using MarketMaker.Collectors.Imports.MetaStacker;
using MarketMaker.Lake.Partitions;

namespace MarketMaker.Collectors.Imports;

/// <summary>The verb <c>import</c>.</summary>
internal static class ImportProgram
{
    private const int Failed = 1;
    private const int BadArguments = 2;
    private const int Refused = 3;
    private const int Cancelled = 130;

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Every foreign format that is known.</summary>
    public static IReadOnlyList<IForeignFormat> Formats { get; } = [new MetaStackerFormat(), new ClefFormat()];

    /// <param name="arguments">What follows the verb.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken interrupt)
    {
        ImportOptions options;
        try
        {
            options = ImportOptions.Parse(arguments, Formats, Environment.GetEnvironmentVariable("MM_DATA"));
        }
        catch (ArgumentException error)
        {
            errors.WriteLine(error.Message);
            return BadArguments;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        if (options.EndsWithStandardInput) _ = CancelAtEndAsync(Console.OpenStandardInput(), stop);
        try
        {
            var lake = new LakeDirectory(options.DataDirectory);
            using FileLock held = FileLock.Acquire(lake.RoleLock("import"), LockTimeout, stop.Token);
            var run = new ImportRun(options.Format, lake, TimeProvider.System);
            ImportAccounting accounting = run.Run(options.Path, new ProgressLines(options.IsJson ? errors : null), stop.Token);
            string? error = accounting.IsSomethingElse() ? ImportReport.SomethingElse(options.Path, options.Format.Name, accounting.Total()) : null;
            output.Write(options.IsJson ? ImportReport.Json(options.Format.Name, accounting, error) + "\n" : ImportReport.Text(accounting));
            if (error is null) return 0;
            errors.WriteLine($"{error} {ImportReport.Remedy}");
            return Refused;
        }
        catch (FileNotFoundException error)
        {
            errors.WriteLine(error.Message);
            return BadArguments;
        }
        catch (InvalidDataException error)
        {
            errors.WriteLine(error.Message);
            return Refused;
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine("Cancelled. What was imported stays; run it again to go on.");
            return Cancelled;
        }
        catch (Exception error) when (error is TimeoutException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{error.Message} Nothing was lost: run it again to go on.");
            return Failed;
        }
    }

    private static async Task CancelAtEndAsync(Stream input, CancellationTokenSource stop)
    {
        byte[] ignored = new byte[256];
        while (await input.ReadAsync(ignored) > 0)
        {
            // Whatever is typed means nothing; only the end does.
        }

        await stop.CancelAsync();
    }

    /// <summary>Progress as JSON lines, written at once and in order.</summary>
    private sealed class ProgressLines(TextWriter? errors) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            errors?.WriteLine(JsonSerializer.Serialize(new { progress = "import", done = value.FilesDone, total = value.FilesTotal }));
    }
}
