namespace MarketMaker.Cli.Processes;

/// <summary>The data directory of a command that writes.</summary>
internal static class DataDirectory
{
    /// <summary>Makes it, and tries whether a file can be made in it.</summary>
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
}
