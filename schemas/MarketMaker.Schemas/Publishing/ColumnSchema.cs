namespace MarketMaker.Schemas.Publishing;

/// <summary>Physical type of a column.</summary>
public enum ColumnKind
{
    Text,
    Enumeration,
    Boolean,
    Int32,
    Int64,
    Float64,

    /// <summary>DECIMAL(18,8): what a venue said.</summary>
    Decimal,

    /// <summary>Microseconds UTC.</summary>
    Timestamp,

    /// <summary>List of texts.</summary>
    TextList,

    /// <summary>Fixed struct of named fields.</summary>
    Struct,

    /// <summary>Text to text.</summary>
    TextMap,
}

/// <summary>A column as declared: the one source of every schema, DDL statement, parser and glossary entry.</summary>
public sealed record ColumnSchema
{
    /// <summary>Name in the lake.</summary>
    public required string Name { get; init; }

    /// <summary>Name in a journal line; differs only for the event time (<c>@t</c>).</summary>
    public required string JsonName { get; init; }

    public required ColumnKind Kind { get; init; }

    /// <summary>False for a required column.</summary>
    public required bool IsNullable { get; init; }

    public required string Meaning { get; init; }

    /// <summary>Unit, from the name's suffix or the declaration; null where there is none.</summary>
    public string? Unit { get; init; }

    public double Min { get; init; } = double.NegativeInfinity;

    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Legal texts of an enumeration or of the items of a list; empty otherwise.</summary>
    public IReadOnlyList<EnumMember> Members { get; init; } = [];

    /// <summary>Fields of a struct; empty otherwise.</summary>
    public IReadOnlyList<ColumnSchema> Fields { get; init; } = [];

    /// <summary>True for a column that says where the row came from; it stands in the lake, not in the line.</summary>
    public bool IsLineage { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Kind}{(IsNullable ? "?" : "")}";
}

/// <summary>One legal text of an enumeration and what it means.</summary>
public sealed record EnumMember(string Text, string Meaning);

/// <summary>A question and the SQL that answers it.</summary>
public sealed record ExampleQuery(string Question, string Sql);

/// <summary>A stream or derived table as declared.</summary>
public sealed record TableSchema
{
    public required string Name { get; init; }

    public required int Version { get; init; }

    public required string Meaning { get; init; }

    /// <summary>Who writes it: a process, or the name "job" for a derived table.</summary>
    public required string Producer { get; init; }

    /// <summary>True for an event stream (envelope, journal lines); false for a derived table.</summary>
    public required bool IsStream { get; init; }

    /// <summary>Columns in the order of the lake's files: envelope, own columns, lineage.</summary>
    public required IReadOnlyList<ColumnSchema> Columns { get; init; }

    public required IReadOnlyList<ExampleQuery> Examples { get; init; }

    /// <summary>The column of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ColumnSchema Column(string name) =>
        Columns.FirstOrDefault(c => c.Name == name) ?? throw new KeyNotFoundException($"{Name} has no column '{name}'.");

    /// <inheritdoc/>
    public override string ToString() => $"{Name} v{Version} ({Columns.Count} columns)";
}
