using MarketMaker.Collectors.Tests.Lake.Native;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Tests.Lake.Partitions;

public sealed class LakeViewsTests : IDisposable
{
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void CreateViews_EmptyLake_GivesEveryTableOfTheCatalogueTyped()
    {
        using DuckDBConnection connection = Duck.Open();
        LakeSnapshot.Read(_lake.Directory).CreateViews(connection);
        foreach (TableSchema table in Catalogue.Tables)
        {
            Assert.Equal(0L, Duck.Scalar(connection, $"SELECT count(*) FROM \"{table.Name}\""));
            AssertTyped(connection, table);
        }
    }

    [Fact]
    public void CreateViews_WithRows_PinsNamesAndTypes()
    {
        _lake.Ingest("order_intent", Intents.Lines(1, 3));
        using DuckDBConnection connection = Duck.Open();
        LakeSnapshot.Read(_lake.Directory).CreateViews(connection);
        AssertTyped(connection, Catalogue.Get("order_intent"));
    }

    [Fact]
    public void CreateViews_FileOfAnOlderSchema_ReadsMissingColumnsAsNull()
    {
        _lake.Ingest("order_intent", Intents.Lines(1, 3));
        PartitionFile file = Assert.Single(LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null));
        string current = Path.Combine(_lake.Directory.Lake, file.Location);
        string older = Path.Combine(_lake.Directory.Data, "older.parquet");
        TableSchema table = Catalogue.Get("order_intent");
        using DuckDBConnection connection = Duck.Open();
        // A file from before p_toxic was declared and before there was a guard named warmup, with a column since removed.
        connection.Execute($"COPY (SELECT * EXCLUDE (p_toxic, guard_details), {{'no_edge': guard_details.no_edge, 'kill_switch': guard_details.kill_switch}} AS guard_details, 7 AS gone "
            + $"FROM read_parquet('{current}')) TO '{older}' (FORMAT parquet)");
        connection.Execute(LakeViews.Create(table, [(current, file.SchemaHash), (older, "an older hash")]));
        AssertTyped(connection, table);
        Assert.Equal([6L, 6L, 3L, 0L], Duck.Rows(connection,
            "SELECT count(*), count(guard_details.no_edge.value), count(guard_details.spread_guard.value), count(p_toxic) FROM order_intent")[0].Select(v => (long)v!));
    }

    [Fact]
    public void Files_NotInAManifest_AreInvisible()
    {
        _lake.Ingest("order_intent", Intents.Lines(1, 3));
        PartitionFile file = Assert.Single(LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null));
        string path = Path.Combine(_lake.Directory.Lake, file.Location);
        File.Copy(path, Path.Combine(Path.GetDirectoryName(path)!, "orphan.parquet"));
        Assert.Equal(3L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Files_TimeRange_PrunesByFirstAndLastEvent()
    {
        _lake.Ingest("order_intent", Intents.Lines(1, 10));
        _lake.Ingest("order_intent", Intents.Lines(11, 20), "file-2");
        LakeSnapshot snapshot = LakeSnapshot.Read(_lake.Directory);
        UtcMicros At(long seq) => Intents.Start + (seq * UtcMicros.PerSecond);
        int Count(UtcMicros? from, UtcMicros? to) => snapshot.Files("order_intent", from, to).Count();
        Assert.Equal(2, Count(null, null));
        Assert.Equal(1, Count(At(11), null));
        Assert.Equal(2, Count(At(10), null));
        Assert.Equal(1, Count(null, At(11))); // the end is exclusive
        Assert.Equal(0, Count(At(21), null));
        Assert.Equal(At(20), snapshot.DataThrough("order_intent"));
        Assert.Equal(At(1), snapshot.DataFrom("order_intent"));
        Assert.Null(snapshot.DataThrough("execution"));
        Assert.Equal(20, snapshot.Rows("order_intent"));
    }

    [Fact]
    public void InputHash_ChangesWithTheRowsOnly()
    {
        string empty = LakeSnapshot.Read(_lake.Directory).InputHash(["order_intent"]);
        _lake.Ingest("order_intent", Intents.Lines(1, 3));
        string three = LakeSnapshot.Read(_lake.Directory).InputHash(["order_intent", "execution"]);
        Assert.NotEqual(empty, three);
        _lake.Ingest("order_intent", Intents.Lines(1, 3));
        Assert.Equal(three, LakeSnapshot.Read(_lake.Directory).InputHash(["execution", "order_intent"]));
        _lake.Ingest("order_intent", Intents.Line(4), "file-2");
        Assert.NotEqual(three, LakeSnapshot.Read(_lake.Directory).InputHash(["order_intent", "execution"]));
    }

    private static void AssertTyped(DuckDBConnection connection, TableSchema table)
    {
        using var command = new DuckDBCommand($"SELECT * FROM \"{table.Name}\" LIMIT 0", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        Assert.Equal(table.Columns.Select(c => c.Name), Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
        Assert.Equal(
            table.Columns.Select(c => DuckDbType.Of(c).Replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE", StringComparison.Ordinal)),
            Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeName));
    }
}
