namespace MarketMaker.Lake.Partitions;

/// <summary>A Parquet file of a stream as deduplication needs it.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="SchemaHash">Hash of the columns it was written with.</param>
/// <param name="Runs">Which events are in it.</param>
public sealed record StoredFile(string Path, string SchemaHash, IReadOnlyList<RunSeqs> Runs);
