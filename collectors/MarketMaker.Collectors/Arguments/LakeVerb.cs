namespace MarketMaker.Collectors.Arguments;

/// <summary>Runs the body of a verb and turns expected failures into a message and an exit code.</summary>
internal static class LakeVerb
{
    public const int Failed = 1;
    public const int BadArguments = 2;
    public const int Cancelled = 130;

    /// <returns>The process's exit code.</returns>
    public static int Run(TextWriter errors, Func<int> body)
    {
        try
        {
            return body();
        }
        catch (ArgumentException error)
        {
            errors.WriteLine(error.Message);
            return BadArguments;
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine("Cancelled. What was done stays; run it again to go on.");
            return Cancelled;
        }
        catch (Exception error) when (error is TimeoutException or IOException or UnauthorizedAccessException or InvalidDataException or Lake.Native.DuckDBException)
        {
            errors.WriteLine(error.Message);
            return Failed;
        }
    }
}
