using System.Text;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Lake.Tables;

/// <summary>How the lines of one stream are read: its columns with everything looked up beforehand. Immutable.</summary>
internal sealed class LinePlan
{
    private static readonly (string Bid, string Ask)[] QuotePairs =
        [("bid", "ask"), ("best_bid", "best_ask"), ("bid_price", "ask_price"), ("best_bid_price", "best_ask_price")];

    public LinePlan(TableSchema schema)
    {
        Schema = schema;
        var columns = new List<PlannedColumn>();
        for (int i = 0; i < schema.Columns.Count; i++)
            if (!schema.Columns[i].IsLineage) columns.Add(new PlannedColumn(schema.Columns[i], i));
        Columns = [.. columns];
        Time = Ordinal("ts");
        RunId = Ordinal("run_id");
        Seq = Ordinal("seq");
        ExtraIndex = TableIndex("extra");
        FileUuidIndex = TableIndex("file_uuid");
        ByteOffsetIndex = TableIndex("byte_offset");
        (string bid, string ask) = QuotePairs.FirstOrDefault(p => IsDecimal(p.Bid) && IsDecimal(p.Ask));
        BidAsk = bid is null ? null : (Ordinal(bid), Ordinal(ask));
    }

    public TableSchema Schema { get; }

    /// <summary>Columns that stand in a line, in the order in which our writers write them.</summary>
    public PlannedColumn[] Columns { get; }

    /// <summary>Place of the event time in <see cref="Columns"/>.</summary>
    public int Time { get; }

    public int RunId { get; }

    public int Seq { get; }

    /// <summary>Best bid and ask, where the stream has both: the ask must be above the bid.</summary>
    public (int Bid, int Ask)? BidAsk { get; }

    /// <summary>Places of the lineage columns in the table.</summary>
    public int ExtraIndex { get; }

    public int FileUuidIndex { get; }

    public int ByteOffsetIndex { get; }

    private int Ordinal(string name) => Array.FindIndex(Columns, c => c.Schema.Name == name);

    private int TableIndex(string name) => Schema.Columns.ToList().FindIndex(c => c.Name == name);

    private bool IsDecimal(string name) => Schema.Columns.Any(c => c.Name == name && c.Kind == ColumnKind.Decimal);
}

/// <summary>A column as the parser needs it.</summary>
internal sealed class PlannedColumn
{
    private const decimal DecimalUnit = 100_000_000m;

    public PlannedColumn(ColumnSchema schema, int index)
    {
        Schema = schema;
        Index = index;
        JsonName = Encoding.UTF8.GetBytes(schema.JsonName);
        Members = [.. schema.Members.Select(m => Encoding.UTF8.GetBytes(m.Text))];
        Fields = [.. schema.Fields.Select((f, i) => new PlannedColumn(f, i))];
        MinInteger = double.IsNegativeInfinity(schema.Min) ? long.MinValue : (long)Math.Ceiling(schema.Min);
        MaxInteger = double.IsPositiveInfinity(schema.Max) ? long.MaxValue : (long)Math.Floor(schema.Max);
        MinMantissa = double.IsNegativeInfinity(schema.Min) ? long.MinValue : (long)decimal.Ceiling((decimal)schema.Min * DecimalUnit);
        MaxMantissa = double.IsPositiveInfinity(schema.Max) ? long.MaxValue : (long)decimal.Floor((decimal)schema.Max * DecimalUnit);
        IsEventClock = schema.Name is "ts" or "recv_t";
    }

    public ColumnSchema Schema { get; }

    /// <summary>Place among its siblings in the table.</summary>
    public int Index { get; }

    public byte[] JsonName { get; }

    /// <summary>Legal texts; empty when any is.</summary>
    public byte[][] Members { get; }

    public PlannedColumn[] Fields { get; }

    public long MinInteger { get; }

    public long MaxInteger { get; }

    /// <summary>Smallest legal value times 1e8.</summary>
    public long MinMantissa { get; }

    public long MaxMantissa { get; }

    /// <summary>A reading of the clock, which cannot lie in the future.</summary>
    public bool IsEventClock { get; }
}
