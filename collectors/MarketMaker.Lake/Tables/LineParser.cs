using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Native.Vectors;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>Reads journal lines of one stream, strictly, straight into columns. Belongs to one thread.</summary>
/// <remarks>
/// Fields are first looked for where our writers put them, then by name. A refused line leaves the chunk as it was: its row is
/// written again by the next line.
/// </remarks>
internal sealed class LineParser
{
    private readonly LinePlan _plan;
    private readonly ColumnValues _values;
    private readonly FieldNames _names;
    private readonly ulong[] _seen;
    private readonly List<(string Name, int Start, int Length)> _extra = [];
    private readonly List<VectorWriter> _lists = [];
    private ulong[] _listSizes = [];
    private DataChunk? _chunk;

    public LineParser(LinePlan plan)
    {
        _plan = plan;
        _values = new ColumnValues(plan);
        _names = new FieldNames(plan.Columns);
        _seen = new ulong[(plan.Columns.Length + 63) / 64];
    }

    /// <summary>Latest time that an event may have: the collector's clock and its tolerance.</summary>
    public UtcMicros LatestTime
    {
        get => _values.LatestTime;
        set => _values.LatestTime = value;
    }

    /// <summary>Event time of the last accepted line.</summary>
    public UtcMicros Time => _values.Time;

    /// <summary>Position of the last accepted line.</summary>
    public long Seq => _values.Seq;

    /// <summary>Run of the last accepted line, UTF-8; valid until the next line.</summary>
    public ReadOnlySpan<byte> RunId => _values.RunId;

    /// <summary>Fields of the last accepted line that the schema does not know.</summary>
    public int ExtraFields => _extra.Count;

    /// <summary>Where rows go.</summary>
    public void Attach(DataChunk chunk)
    {
        _chunk = chunk;
        _lists.Clear();
        foreach (VectorWriter column in chunk.Columns) CollectLists(column);
        if (_listSizes.Length < _lists.Count) _listSizes = new ulong[_lists.Count];
    }

    /// <summary>Reads one line into the chunk's next row. The first column of the chunk is the line's number, the others are the table's.</summary>
    /// <param name="line">Without its newline.</param>
    /// <returns>Null when it was accepted; otherwise why not: the column, the value and the rule.</returns>
    public string? Parse(ReadOnlySpan<byte> line, long number, ReadOnlySpan<byte> fileUuid, long byteOffset)
    {
        DataChunk chunk = _chunk!;
        for (int i = 0; i < _lists.Count; i++) _listSizes[i] = _lists[i].ListSize;
        string? reason = ParseChecked(line, chunk);
        if (reason is not null)
        {
            for (int i = 0; i < _lists.Count; i++) _lists[i].TruncateList(_listSizes[i]);
            return reason;
        }

        int row = chunk.Rows;
        chunk.Columns[0].Set(row, number);
        chunk.Columns[1 + _plan.FileUuidIndex].SetUtf8(row, fileUuid);
        chunk.Columns[1 + _plan.ByteOffsetIndex].Set(row, byteOffset);
        WriteExtra(chunk.Columns[1 + _plan.ExtraIndex], row, line);
        chunk.Rows = row + 1;
        return null;
    }

    private string? ParseChecked(ReadOnlySpan<byte> line, DataChunk chunk)
    {
        _extra.Clear();
        if (line.Trim(" \t\r"u8).IsEmpty) return "line: it is empty";
        if (!Utf8.IsValid(line)) return "line: it is not UTF-8";
        try
        {
            return ParseObject(line, chunk);
        }
        catch (JsonException e)
        {
            return $"line: it is not JSON: {Position(e)}";
        }
        catch (InvalidOperationException)
        {
            return "line: a text has an escape that is not Unicode (half of a surrogate pair)";
        }
    }

    private string? ParseObject(ReadOnlySpan<byte> line, DataChunk chunk)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return "line: it is JSON but not an object";
        Array.Clear(_seen);
        _values.Begin();
        PlannedColumn[] columns = _plan.Columns;
        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int found = next < columns.Length && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(columns[next].JsonName)
                ? next
                : _names.Find(ref reader);
            if (found < 0)
            {
                if (KeepExtra(ref reader) is { } duplicate) return duplicate;
                continue;
            }

            ulong bit = 1UL << (found & 63);
            if ((_seen[found >> 6] & bit) != 0) return $"{columns[found].Schema.JsonName}: the field stands there twice";
            _seen[found >> 6] |= bit;
            next = found + 1;
            reader.Read();
            if (_values.Read(ref reader, columns[found], chunk.Columns[1 + columns[found].Index], chunk.Rows) is { } reason) return reason;
            if (_values.UnknownFields.Count > 0 && KeepUnknownFields(columns[found]) is { } again) return again;
        }

        reader.Read(); // anything after the object throws here
        return Complete(chunk);
    }

    private string? Complete(DataChunk chunk)
    {
        PlannedColumn[] columns = _plan.Columns;
        for (int word = 0; word < _seen.Length; word++)
        {
            ulong missing = ~_seen[word];
            if (word == _seen.Length - 1 && (columns.Length & 63) != 0) missing &= (1UL << (columns.Length & 63)) - 1;
            for (; missing != 0; missing &= missing - 1)
            {
                PlannedColumn column = columns[(word * 64) + System.Numerics.BitOperations.TrailingZeroCount(missing)];
                if (!column.Schema.IsNullable) return $"{column.Schema.JsonName}: it is missing and required";
                chunk.Columns[1 + column.Index].SetNull(chunk.Rows);
            }
        }

        return _values.CheckQuotes();
    }

    private string? KeepExtra(ref Utf8JsonReader reader)
    {
        string name = reader.GetString()!;
        reader.Read();
        int start = checked((int)reader.TokenStartIndex);
        reader.Skip();
        return Keep(name, start, checked((int)reader.BytesConsumed) - start);
    }

    private string? KeepUnknownFields(PlannedColumn column)
    {
        foreach ((string name, int start, int length) in _values.UnknownFields)
            if (Keep($"{column.Schema.JsonName}.{name}", start, length) is { } duplicate) return duplicate;
        _values.UnknownFields.Clear();
        return null;
    }

    private string? Keep(string name, int start, int length)
    {
        foreach ((string other, _, _) in _extra)
            if (other == name) return $"{name}: the field stands there twice";
        _extra.Add((name, start, length));
        return null;
    }

    private void WriteExtra(VectorWriter column, int row, ReadOnlySpan<byte> line)
    {
        if (_extra.Count == 0)
        {
            column.SetNull(row);
            return;
        }

        column.BeginList(row);
        foreach ((string name, int start, int length) in _extra)
        {
            int item = column.AddItem(row);
            column.Children[0].SetText(item, name);
            column.Children[1].SetUtf8(item, line.Slice(start, length));
        }
    }

    private void CollectLists(VectorWriter column)
    {
        if (column.Type.Type is DuckDBType.List or DuckDBType.Map) _lists.Add(column);
        else
            foreach (VectorWriter child in column.Children) CollectLists(child);
    }

    private static string Position(JsonException e)
    {
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string message = place < 0 ? e.Message : e.Message[..place];
        return string.Create(CultureInfo.InvariantCulture, $"{message} (at byte {e.BytePositionInLine ?? 0} of the line)");
    }
}
