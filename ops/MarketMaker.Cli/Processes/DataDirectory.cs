namespace MarketMaker.Cli.Processes;

/// <summary>Whether a command can use its data directory.</summary>
internal static class DataDirectory
{
    /// <summary>Of a command that writes: makes it, and tries whether a file can be made in it.</summary>
    /// <returns>Why it cannot be used; null when it can.</returns>
    public static Failure? Prepare(DirectoryInfo directory)
    {
        try
        {
            directory.Create();
            string probe = Path.Combine(directory.FullName, $".write-{Environment.ProcessId}");
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Failure(
                "bad_data_directory", $"--data {directory.FullName} cannot be used: {error.Message.TrimEnd('.')}.", "Name a directory that can be written, with --data or MM_DATA.",
                ExitCodes.BadArguments);
        }
    }

    /// <summary>Of a command that looks after what is there: it must be there.</summary>
    /// <returns>Why it cannot be used; null when it can.</returns>
    public static Failure? Find(DirectoryInfo directory) => directory.Exists ? null : new Failure(
        "no_data", $"There is no data in {directory.FullName}: there is no such directory.", "Make it with ops/run, or name the right one with --data or MM_DATA.", ExitCodes.Refused);
}
