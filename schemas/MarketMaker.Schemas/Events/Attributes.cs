namespace MarketMaker.Schemas.Events;

/// <summary>Which process writes a stream.</summary>
public enum Producer
{
    Bot,
    Collector,
    Job,
    QueryApi,
}

/// <summary>Declares a struct as an event stream. Everything published about the stream is generated from the declaration.</summary>
/// <param name="name">The stream's name, lower_snake; also the <c>event_type</c> of its lines.</param>
/// <param name="version">Raised only by a breaking change, which ships an upcaster.</param>
/// <param name="meaning">One sentence for people and for the question engine: what one row is.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EventStreamAttribute(string name, int version, string meaning) : Attribute
{
    public string Name { get; } = name;

    public int Version { get; } = version;

    public string Meaning { get; } = meaning;

    /// <summary>Who writes it.</summary>
    public Producer Producer { get; init; }
}

/// <summary>Declares a class as a table that a job derives from the streams.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DerivedTableAttribute(string name, int version, string meaning) : Attribute
{
    public string Name { get; } = name;

    public int Version { get; } = version;

    public string Meaning { get; } = meaning;
}

/// <summary>Declares a property as a column. A nullable property is an optional column: null means "not known", never zero.</summary>
/// <param name="meaning">What the number says, with sign convention where it has one.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute(string meaning) : Attribute
{
    public string Meaning { get; } = meaning;

    /// <summary>Name where the house rule (<see cref="Values.SnakeCase"/>) does not give the field's usual one.</summary>
    public string? Name { get; init; }

    /// <summary>Unit where the name's suffix does not say it (such as <c>base</c> or <c>quote per base</c>).</summary>
    public string? Unit { get; init; }

    /// <summary>Smallest legal value; a line below it is quarantined.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest legal value; a line above it is quarantined.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Decimals kept of an estimate (a <see cref="double"/>); what a venue said is a decimal and keeps all.</summary>
    public int Decimals { get; init; } = 6;
}

/// <summary>Meaning of an enumeration's member, for the glossary and the question engine.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class MeaningAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>A question a trader asks of the stream and the SQL that answers it; executed by the tests.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExampleAttribute(string question, string sql) : Attribute
{
    public string Question { get; } = question;

    public string Sql { get; } = sql;
}
