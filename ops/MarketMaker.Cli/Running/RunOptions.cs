namespace MarketMaker.Cli.Running;

/// <summary>What <c>mm run</c> was asked to do.</summary>
/// <param name="Tape">Recording to replay; null for the generated market.</param>
/// <param name="Speed"><c>max</c> or a multiple such as <c>10x</c>.</param>
/// <param name="IsOnce">Stop when the tape has ended and everything is answered.</param>
internal sealed record RunOptions(
    FileInfo? Tape, string Speed, long? Seed, int? Minutes, FileInfo? Config, DirectoryInfo Data, int Port, bool IsOnce, bool IsJson)
{
    /// <summary>What every run answers, so that the first thing a user sees is an answer.</summary>
    public const string FirstQuestion = "why were bids rejected in the last hour?";
}
