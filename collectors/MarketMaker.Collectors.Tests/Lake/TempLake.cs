using MarketMaker.Collectors.Tests.Lake.Native;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.Tests.Lake;

/// <summary>A lake in a directory of its own, deleted afterwards.</summary>
internal sealed class TempLake : IDisposable
{
    public TempLake() => Directory = new LakeDirectory(System.IO.Directory.CreateTempSubdirectory("mm-lake-").FullName);

    public LakeDirectory Directory { get; }

    public FixedClock Clock { get; } = new(new DateTimeOffset(2025, 9, 5, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Ingests lines of one stream as one file's span that starts at <paramref name="from"/>.</summary>
    public IngestResult Ingest(string stream, string lines, string fileUuid = "file-1", long from = 100)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(lines);
        using var ingest = new StreamIngest(Directory, Clock);
        return ingest.Ingest(new SourceSpan(fileUuid, "journal/" + fileUuid, from, from + bytes.Length, Intents.Start), stream, bytes);
    }

    /// <summary>Rows of a query over views of the whole lake.</summary>
    public List<object?[]> Query(string sql)
    {
        using DuckDBConnection connection = Duck.Open();
        LakeSnapshot.Read(Directory).CreateViews(connection);
        return Duck.Rows(connection, sql);
    }

    public object? Scalar(string sql) => Query(sql)[0][0];

    public void Dispose() => System.IO.Directory.Delete(Directory.Data, recursive: true);
}

/// <summary>A clock that stands still.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
