using MarketMaker.Collectors.Tests.Lake.Native;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Tests.Lake.Partitions;

public sealed class DerivedTableTests : IDisposable
{
    private const string Table = "session_summary";
    private static readonly DateOnly Day = new(2025, 9, 4);
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Publish_SameInput_IsUnchangedAndTheSameBytes()
    {
        PublishResult first = Publish(Select(5), "input-1");
        byte[] bytes = Bytes(first);
        PublishResult second = Publish("SELECT error('must not be computed')", "input-1");
        Assert.Equal(PublishOutcome.Published, first.Outcome);
        Assert.Equal(PublishOutcome.Unchanged, second.Outcome);
        File.Delete(_lake.Directory.Manifest(Table, false, Day));
        Assert.Equal(bytes, Bytes(Publish(Select(5), "input-1")));
    }

    [Fact]
    public void Publish_NewInput_ReplacesThePartition()
    {
        Publish(Select(5), "input-1");
        Publish(Select(2), "input-2");
        Assert.Equal(2L, _lake.Scalar($"SELECT count(*) FROM {Table}"));
        PartitionManifest manifest = Assert.Single(LakeSnapshot.Read(_lake.Directory).Partitions(Table));
        Assert.Equal("input-2", manifest.InputHash);
        Assert.Equal(2, manifest.Version);
        Publish(Select(3), "input-3");
        // The file of the manifest just replaced is kept for readers that are in it; the one before is gone.
        Assert.Equal(2, Directory.GetFiles(_lake.Directory.Partition(Table, false, Day), "*.parquet").Length);
    }

    [Fact]
    public void Publish_QueryFails_LeavesThePartitionAsItWas()
    {
        Publish(Select(5), "input-1");
        Assert.Throws<DuckDBException>(() => Publish($"SELECT * REPLACE (99999999999 AS notional_usd) FROM ({Select(1)})", "input-2"));
        Assert.Equal(5L, _lake.Scalar($"SELECT count(*) FROM {Table}"));
    }

    [Fact]
    public void Publish_Rows_AreStoredTyped()
    {
        TableSchema schema = Catalogue.Get(Table);
        object?[] row = [.. schema.Columns.Select(c => c.IsNullable ? null : c.Kind switch
        {
            ColumnKind.Text => "r",
            ColumnKind.Timestamp => new DateTime(2025, 9, 4, 1, 0, 0, DateTimeKind.Utc),
            ColumnKind.Int64 => (object)7L,
            _ => 1.25m,
        })];
        new DerivedTable(new ManifestStore(_lake.Directory)).Publish(Table, Day, [row], "x");
        Assert.Equal(["r", 1.25m, 7L], _lake.Query($"SELECT run_id, notional_usd, total_decisions FROM {Table}")[0]);
    }

    [Fact]
    public void Publish_Stream_IsRefused()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Throws<ArgumentException>(() => new DerivedTable(new ManifestStore(_lake.Directory)).Publish(connection, "order_intent", Day, "SELECT 1", "x"));
    }

    private PublishResult Publish(string select, string inputHash)
    {
        using DuckDBConnection connection = Duck.Open();
        return new DerivedTable(new ManifestStore(_lake.Directory)).Publish(connection, Table, Day, select, inputHash);
    }

    private byte[] Bytes(PublishResult result) => File.ReadAllBytes(Path.Combine(_lake.Directory.Lake, result.File.Location));

    private static string Select(int rows)
    {
        // Rows in no order: the partition's order comes from their values.
        string columns = string.Join(", ", Catalogue.Get(Table).Columns.Select(c => (c.Kind switch
        {
            ColumnKind.Timestamp => "TIMESTAMPTZ '2025-09-04 10:00:00+00'",
            ColumnKind.Text => "'run-' || ((range * 7) % 5)",
            ColumnKind.Int64 => "range",
            ColumnKind.Decimal => "range * 1.5",
            _ => "NULL",
        }) + $" AS \"{c.Name}\""));
        return $"SELECT {columns} FROM range({rows})";
    }
}
