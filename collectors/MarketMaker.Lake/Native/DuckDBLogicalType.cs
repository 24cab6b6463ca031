namespace MarketMaker.Lake.Native;

/// <summary>A column's full type, read once per result: immutable, holds nothing native.</summary>
public sealed record DuckDBLogicalType
{
    public required DuckDBType Type { get; init; }

    /// <summary>Digits of a DECIMAL; 0 otherwise.</summary>
    public int Width { get; init; }

    /// <summary>Decimals of a DECIMAL; 0 otherwise.</summary>
    public int Scale { get; init; }

    /// <summary>Items of an ARRAY; 0 otherwise.</summary>
    public int ArraySize { get; init; }

    /// <summary>Integer type an ENUM is stored as.</summary>
    public DuckDBType StorageType { get; init; }

    /// <summary>Texts of an ENUM by value.</summary>
    public IReadOnlyList<string> EnumTexts { get; init; } = [];

    /// <summary>Fields of a STRUCT; the item of a LIST or ARRAY; key and value of a MAP.</summary>
    public IReadOnlyList<DuckDBTypeField> Fields { get; init; } = [];

    /// <summary>The type as SQL spells it, such as <c>STRUCT("value" DOUBLE)[]</c>.</summary>
    public override string ToString() => Type switch
    {
        DuckDBType.Decimal => $"DECIMAL({Width},{Scale})",
        DuckDBType.List => $"{Fields[0].Type}[]",
        DuckDBType.Array => $"{Fields[0].Type}[{ArraySize}]",
        DuckDBType.Map => $"MAP({Fields[0].Type}, {Fields[1].Type})",
        DuckDBType.Struct => $"STRUCT({string.Join(", ", Fields.Select(f => $"\"{f.Name}\" {f.Type}"))})",
        DuckDBType.Enum => $"ENUM({string.Join(", ", EnumTexts.Select(t => $"'{t}'"))})",
        DuckDBType.UnsignedTinyInt => "UTINYINT",
        DuckDBType.UnsignedSmallInt => "USMALLINT",
        DuckDBType.UnsignedInteger => "UINTEGER",
        DuckDBType.UnsignedBigInt => "UBIGINT",
        DuckDBType.UnsignedHugeInt => "UHUGEINT",
        DuckDBType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        DuckDBType.TimeTz => "TIME WITH TIME ZONE",
        DuckDBType.TimestampS => "TIMESTAMP_S",
        DuckDBType.TimestampMs => "TIMESTAMP_MS",
        DuckDBType.TimestampNs => "TIMESTAMP_NS",
        DuckDBType.SqlNull => "NULL",
        _ => Type.ToString().ToUpperInvariant(),
    };

    /// <summary>Reads a native type and destroys it.</summary>
    internal static DuckDBLogicalType Take(nint native)
    {
        try
        {
            return Of(native);
        }
        finally
        {
            NativeMethods.duckdb_destroy_logical_type(ref native);
        }
    }

    /// <summary>Reads a native type, which stays the caller's.</summary>
    internal static DuckDBLogicalType Of(nint native)
    {
        var type = (DuckDBType)NativeMethods.duckdb_get_type_id(native);
        return type switch
        {
            DuckDBType.Decimal => new DuckDBLogicalType
            {
                Type = type, Width = NativeMethods.duckdb_decimal_width(native), Scale = NativeMethods.duckdb_decimal_scale(native),
            },
            DuckDBType.List => new DuckDBLogicalType { Type = type, Fields = [new("item", Take(NativeMethods.duckdb_list_type_child_type(native)))] },
            DuckDBType.Array => new DuckDBLogicalType
            {
                Type = type,
                ArraySize = checked((int)NativeMethods.duckdb_array_type_array_size(native)),
                Fields = [new("item", Take(NativeMethods.duckdb_array_type_child_type(native)))],
            },
            DuckDBType.Map => new DuckDBLogicalType
            {
                Type = type,
                Fields =
                [
                    new("key", Take(NativeMethods.duckdb_map_type_key_type(native))),
                    new("value", Take(NativeMethods.duckdb_map_type_value_type(native))),
                ],
            },
            DuckDBType.Struct => new DuckDBLogicalType { Type = type, Fields = StructFields(native) },
            DuckDBType.Enum => new DuckDBLogicalType
            {
                Type = type, StorageType = (DuckDBType)NativeMethods.duckdb_enum_internal_type(native), EnumTexts = EnumTextsOf(native),
            },
            _ => new DuckDBLogicalType { Type = type },
        };
    }

    private static DuckDBTypeField[] StructFields(nint native)
    {
        var fields = new DuckDBTypeField[NativeMethods.duckdb_struct_type_child_count(native)];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = new DuckDBTypeField(
                NativeText.Owned(NativeMethods.duckdb_struct_type_child_name(native, (ulong)i)),
                Take(NativeMethods.duckdb_struct_type_child_type(native, (ulong)i)));
        return fields;
    }

    private static string[] EnumTextsOf(nint native)
    {
        var texts = new string[NativeMethods.duckdb_enum_dictionary_size(native)];
        for (int i = 0; i < texts.Length; i++) texts[i] = NativeText.Owned(NativeMethods.duckdb_enum_dictionary_value(native, (ulong)i));
        return texts;
    }
}

/// <summary>A named part of a nested type.</summary>
public sealed record DuckDBTypeField(string Name, DuckDBLogicalType Type);

/// <summary>An INTERVAL: its three parts do not convert into each other.</summary>
public readonly record struct DuckDBInterval(int Months, int Days, long Micros)
{
    /// <summary>Length in time; a day counts as 24 hours.</summary>
    /// <exception cref="InvalidOperationException">It has months, whose length is not fixed.</exception>
    public TimeSpan ToTimeSpan() => Months == 0
        ? new TimeSpan((Days * TimeSpan.TicksPerDay) + (Micros * TimeSpan.TicksPerMicrosecond))
        : throw new InvalidOperationException($"An interval of {Months} months has no fixed length.");
}
