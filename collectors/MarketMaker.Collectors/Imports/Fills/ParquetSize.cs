using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports.Fills;

/// <summary>What journal lines weigh as Parquet, found by writing them into a lake that is thrown away.</summary>
internal static class ParquetSize
{
    /// <summary>Bytes of the Parquet files, one a day.</summary>
    public static long Of(string stream, ReadOnlyMemory<byte> wholeLines)
    {
        if (wholeLines.IsEmpty) return 0;
        string folder = Directory.CreateTempSubdirectory("mm-parquet-").FullName;
        try
        {
            var lake = new LakeDirectory(folder);
            using (var ingest = new StreamIngest(lake, TimeProvider.System))
                ingest.Ingest(new SourceSpan("study", "study", 0, wholeLines.Length, default(UtcMicros)), stream, wholeLines);
            return new ManifestStore(lake).ReadAll(stream, isStream: true).SelectMany(m => m.Files).Sum(f => f.Bytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
