using System.Text;
using MarketMaker.Collectors.Tests.Lake.Native;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Tests.Lake.Tables;

/// <summary>A stream with a best bid and ask: an ask that is not above the bid is no quote.</summary>
public sealed class QuoteSanityTests
{
    [Theory]
    [InlineData("100", "100.00000001", null)]
    [InlineData("100", "100", "best_ask: 100 is not above the bid 100")]
    [InlineData("100.5", "100", "best_ask: 100 is not above the bid 100.5")]
    [InlineData("null", "100", null)]
    [InlineData("100", "null", null)]
    public void Load_BidAndAsk_AreHeldAgainstEachOther(string bid, string ask, string? reason)
    {
        static ColumnSchema Column(string name, ColumnKind kind, bool isNullable = false, bool isLineage = false, string? json = null) =>
            new() { Name = name, JsonName = json ?? name, Kind = kind, IsNullable = isNullable, IsLineage = isLineage, Meaning = "" };

        var schema = new TableSchema
        {
            Name = "quotes", Version = 1, Meaning = "", Producer = "bot", IsStream = true, Examples = [],
            Columns =
            [
                Column("ts", ColumnKind.Timestamp, json: "@t"), Column("run_id", ColumnKind.Text), Column("seq", ColumnKind.Int64),
                Column("best_bid", ColumnKind.Decimal, isNullable: true), Column("best_ask", ColumnKind.Decimal, isNullable: true),
                Column("extra", ColumnKind.TextMap, isNullable: true, isLineage: true),
                Column("file_uuid", ColumnKind.Text, isLineage: true), Column("byte_offset", ColumnKind.Int64, isLineage: true),
            ],
        };
        byte[] line = Encoding.UTF8.GetBytes($"{{\"@t\":\"2025-09-04T00:00:00Z\",\"run_id\":\"r\",\"seq\":1,\"best_bid\":{bid},\"best_ask\":{ask}}}\n");
        IngestBatch batch = IngestBatch.OfJournal(new SourceSpan("f", "f", 0, line.Length, default), "quotes", line);
        using DuckDBConnection connection = Duck.Open();
        using var table = new StreamTable(connection, schema);
        using ParsedLines parsed = table.Parse(batch, [0], UtcMicros.MaxValue);
        Assert.Equal(reason is null ? 1 : 0, parsed.Rows);
        Assert.Equal(reason, parsed.Refused.Select(r => r.Reason).SingleOrDefault());
    }
}
