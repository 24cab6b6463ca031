namespace MarketMaker.Lake.Tables;

/// <summary>A batch that was parsed and not yet published. Disposed when it was, or when it will not be.</summary>
public sealed class ParsedBatch : IDisposable
{
    internal ParsedBatch(IngestBatch batch) => Batch = batch;

    internal IngestBatch Batch { get; }

    internal List<(string Stream, ParsedLines Lines)> Streams { get; } = [];

    /// <summary>Lines that show no stream.</summary>
    internal List<RefusedLine> WithoutStream { get; } = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, ParsedLines lines) in Streams) lines.Dispose();
    }
}
