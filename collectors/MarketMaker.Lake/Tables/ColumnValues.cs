using System.Text;
using System.Text.Json;
using MarketMaker.Lake.Native.Vectors;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>Checks one value against its column and writes it. Belongs to one thread.</summary>
internal sealed class ColumnValues(LinePlan plan)
{
    private readonly Dictionary<PlannedColumn, FieldNames> _structFields = [];
    private byte[] _scratch = new byte[4096];
    private byte[] _runId = new byte[64];
    private int _runIdLength;
    private long _bid;
    private long _ask;
    private bool _hasBid;
    private bool _hasAsk;

    /// <inheritdoc cref="LineParser.LatestTime"/>
    public UtcMicros LatestTime { get; set; } = UtcMicros.MaxValue;

    public UtcMicros Time { get; private set; }

    public long Seq { get; private set; }

    public ReadOnlySpan<byte> RunId => _runId.AsSpan(0, _runIdLength);

    /// <summary>Fields of a struct column that its schema does not know, with their place in the line.</summary>
    public List<(string Name, int Start, int Length)> UnknownFields { get; } = [];

    /// <summary>Starts a line.</summary>
    public void Begin()
    {
        _hasBid = _hasAsk = false;
        UnknownFields.Clear();
    }

    /// <summary>Reads the value that the reader stands on.</summary>
    /// <returns>Null, or the column, value and rule.</returns>
    public string? Read(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            if (!column.Schema.IsNullable) return $"{column.Schema.JsonName}: it is null and required";
            output.SetNull(row);
            return null;
        }

        return column.Schema.Kind switch
        {
            ColumnKind.Text => Text(ref reader, column, output, row),
            ColumnKind.Enumeration => Member(ref reader, column, output, row),
            ColumnKind.Boolean => Boolean(ref reader, column, output, row),
            ColumnKind.Int32 or ColumnKind.Int64 => Integer(ref reader, column, output, row),
            ColumnKind.Float64 => Float(ref reader, column, output, row),
            ColumnKind.Decimal => Decimal(ref reader, column, output, row),
            ColumnKind.Timestamp => Timestamp(ref reader, column, output, row),
            ColumnKind.TextList => TextList(ref reader, column, output, row),
            ColumnKind.TextMap => TextMap(ref reader, column, output, row),
            ColumnKind.Struct => Struct(ref reader, column, output, row),
            _ => throw new NotSupportedException($"Column '{column.Schema.Name}' has kind {column.Schema.Kind}, which no line can hold."),
        };
    }

    /// <summary>An ask at or below the bid is no quote.</summary>
    public string? CheckQuotes() => _hasBid && _hasAsk && _ask <= _bid
        ? $"{plan.Columns[plan.BidAsk!.Value.Ask].Schema.JsonName}: {_ask / 1e8m} is not above the bid {_bid / 1e8m}"
        : null;

    private string? Text(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.String) return Refuse(ref reader, column, "is not a text");
        ReadOnlySpan<byte> text = Unescaped(ref reader);
        output.SetUtf8(row, text);
        if (column == plan.Columns[plan.RunId]) KeepRunId(text);
        return null;
    }

    private string? Member(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.String) return Refuse(ref reader, column, "is not a text");
        ReadOnlySpan<byte> text = Unescaped(ref reader);
        foreach (byte[] member in column.Members)
        {
            if (!text.SequenceEqual(member)) continue;
            output.SetUtf8(row, text);
            return null;
        }

        return Refuse(ref reader, column, $"is not one of {string.Join(", ", column.Schema.Members.Select(m => m.Text))}");
    }

    private static string? Boolean(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return Refuse(ref reader, column, "is not true or false");
        output.Set(row, reader.TokenType == JsonTokenType.True ? (byte)1 : (byte)0);
        return null;
    }

    private string? Integer(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long value)) return Refuse(ref reader, column, "is not a whole number of 64 bits");
        if (column.Schema.Kind == ColumnKind.Int32)
        {
            if (value is < int.MinValue or > int.MaxValue) return Refuse(ref reader, column, "is not a whole number of 32 bits");
            output.Set(row, (int)value);
        }
        else
        {
            output.Set(row, value);
        }

        if (value < column.MinInteger) return Refuse(ref reader, column, $"is below the minimum {column.Schema.Min}");
        if (value > column.MaxInteger) return Refuse(ref reader, column, $"is above the maximum {column.Schema.Max}");
        if (column == plan.Columns[plan.Seq]) Seq = value;
        return null;
    }

    private static string? Float(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out double value)) return Refuse(ref reader, column, "is not a number");
        if (!double.IsFinite(value)) return Refuse(ref reader, column, "is beyond the range of a double");
        if (value < column.Schema.Min) return Refuse(ref reader, column, $"is below the minimum {column.Schema.Min}");
        if (value > column.Schema.Max) return Refuse(ref reader, column, $"is above the maximum {column.Schema.Max}");
        output.Set(row, value);
        return null;
    }

    private string? Decimal(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.Number) return Refuse(ref reader, column, "is not a number");
        if (ExactDecimal.TryParse(reader.ValueSpan, out long mantissa) is { } rule) return Refuse(ref reader, column, rule);
        if (mantissa < column.MinMantissa) return Refuse(ref reader, column, $"is below the minimum {column.Schema.Min}");
        if (mantissa > column.MaxMantissa) return Refuse(ref reader, column, $"is above the maximum {column.Schema.Max}");
        output.Set(row, mantissa);
        if (plan.BidAsk is not { } quotes) return null;
        if (column == plan.Columns[quotes.Bid]) (_bid, _hasBid) = (mantissa, true);
        if (column == plan.Columns[quotes.Ask]) (_ask, _hasAsk) = (mantissa, true);
        return null;
    }

    private string? Timestamp(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.String || !UtcMicros.TryParse(Unescaped(ref reader), out UtcMicros time))
            return Refuse(ref reader, column, "is not a time such as 2025-09-04T19:46:56.673878Z");
        if (time > UtcMicros.MaxValue) return Refuse(ref reader, column, "is after the year 9999");
        if (column.IsEventClock && time > LatestTime) return Refuse(ref reader, column, $"is in the future: the collector's clock allows {LatestTime}");
        output.Set(row, time.Value);
        if (column == plan.Columns[plan.Time]) Time = time;
        return null;
    }

    private string? TextList(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return Refuse(ref reader, column, "is not a list");
        output.BeginList(row);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string? reason = column.Members.Length > 0
                ? Member(ref reader, column, output.Children[0], output.AddItem(row))
                : Text(ref reader, column, output.Children[0], output.AddItem(row));
            if (reason is not null) return reason;
        }

        return null;
    }

    private string? TextMap(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return Refuse(ref reader, column, "is not an object");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        output.BeginList(row);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            if (!keys.Add(key)) return $"{column.Schema.JsonName}.{key}: the field stands there twice";
            int item = output.AddItem(row);
            output.Children[0].SetText(item, key);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) output.Children[1].SetNull(item);
            else if (Text(ref reader, column, output.Children[1], item) is { } reason) return reason;
        }

        return null;
    }

    private string? Struct(ref Utf8JsonReader reader, PlannedColumn column, VectorWriter output, int row)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return Refuse(ref reader, column, "is not an object");
        PlannedColumn[] fields = column.Fields;
        if (fields.Length > 64) throw new NotSupportedException($"Column '{column.Schema.Name}' has {fields.Length} fields; 64 can be read.");
        output.SetPresent(row);
        ulong seen = 0;
        int next = 0;
        int known = UnknownFields.Count;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int found = next < fields.Length && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(fields[next].JsonName)
                ? next
                : NamesOf(column).Find(ref reader);
            if (found < 0)
            {
                if (KeepUnknown(ref reader, known) is { } duplicate) return $"{column.Schema.JsonName}.{duplicate}";
                continue;
            }

            if ((seen & (1UL << found)) != 0) return $"{column.Schema.JsonName}.{fields[found].Schema.JsonName}: the field stands there twice";
            seen |= 1UL << found;
            next = found + 1;
            reader.Read();
            int inner = UnknownFields.Count;
            if (Read(ref reader, fields[found], output.Children[fields[found].Index], row) is { } reason) return $"{column.Schema.JsonName}.{reason}";
            for (int i = inner; i < UnknownFields.Count; i++)
                UnknownFields[i] = UnknownFields[i] with { Name = $"{fields[found].Schema.JsonName}.{UnknownFields[i].Name}" };
        }

        for (int i = 0; i < fields.Length; i++)
            if ((seen & (1UL << i)) == 0) output.Children[i].SetNull(row);
        return null;
    }

    private string? KeepUnknown(ref Utf8JsonReader reader, int from)
    {
        string name = reader.GetString()!;
        reader.Read();
        int start = checked((int)reader.TokenStartIndex);
        reader.Skip();
        for (int i = from; i < UnknownFields.Count; i++)
            if (UnknownFields[i].Name == name) return $"{name}: the field stands there twice";
        UnknownFields.Add((name, start, checked((int)reader.BytesConsumed) - start));
        return null;
    }

    private FieldNames NamesOf(PlannedColumn column)
    {
        if (!_structFields.TryGetValue(column, out FieldNames? names)) _structFields[column] = names = new FieldNames(column.Fields);
        return names;
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.ValueSpan;
        if (_scratch.Length < reader.ValueSpan.Length) _scratch = new byte[reader.ValueSpan.Length * 2];
        return _scratch.AsSpan(0, reader.CopyString(_scratch));
    }

    private void KeepRunId(ReadOnlySpan<byte> text)
    {
        if (_runId.Length < text.Length) _runId = new byte[text.Length * 2];
        text.CopyTo(_runId);
        _runIdLength = text.Length;
    }

    private static string Refuse(ref Utf8JsonReader reader, PlannedColumn column, string rule)
    {
        const int Shown = 80;
        string value = reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.Null => "null",
            _ => Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, Shown)]) + (reader.ValueSpan.Length > Shown ? "…" : ""),
        };
        return $"{column.Schema.JsonName}: '{value}' {rule}";
    }
}
