using MarketMaker.Schemas.Events;

namespace MarketMaker.Schemas.Publishing;

/// <summary>Columns that every stream has before and after its own.</summary>
public static class EnvelopeColumns
{
    /// <summary>Name of the event time in a journal line, as CLEF has it.</summary>
    public const string TimeJsonName = "@t";

    /// <summary>Columns that say where a row came from, filled by the collector.</summary>
    public static IReadOnlyList<ColumnSchema> Lineage { get; } =
    [
        new()
        {
            Name = "nan_fields", JsonName = "nan_fields", Kind = ColumnKind.TextList, IsNullable = true,
            Meaning = "Columns, and guards' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.",
        },
        new()
        {
            Name = "extra", JsonName = "extra", Kind = ColumnKind.TextMap, IsNullable = true, IsLineage = true,
            Meaning = "Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.",
        },
        new()
        {
            Name = "file_uuid", JsonName = "file_uuid", Kind = ColumnKind.Text, IsNullable = false, IsLineage = true,
            Meaning = "File the line came from.",
        },
        new()
        {
            Name = "byte_offset", JsonName = "byte_offset", Kind = ColumnKind.Int64, IsNullable = false, IsLineage = true, Unit = "bytes", Min = 0,
            Meaning = "Place of the line's first byte in that file, uncompressed.",
        },
    ];

    /// <summary>Columns before the stream's own.</summary>
    public static IReadOnlyList<ColumnSchema> Before(EventStreamAttribute stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        IReadOnlyList<ColumnSchema> own = ColumnReader.Read(typeof(Envelope));
        return
        [
            own[0] with { JsonName = TimeJsonName },
            new ColumnSchema
            {
                Name = "event_type", JsonName = "event_type", Kind = ColumnKind.Enumeration, IsNullable = false,
                Meaning = "The stream's name.", Members = [new EnumMember(stream.Name, stream.Meaning)],
            },
            new ColumnSchema
            {
                Name = "schema_v", JsonName = "schema_v", Kind = ColumnKind.Int32, IsNullable = false, Unit = "count", Min = 1, Max = stream.Version,
                Meaning = "Version of the stream's schema that the line was written with.",
            },
            new ColumnSchema
            {
                Name = "run_id", JsonName = "run_id", Kind = ColumnKind.Text, IsNullable = false,
                Meaning = "One start of one program (a UUIDv7 for our own).",
            },
            .. own.Skip(1),
        ];
    }
}
