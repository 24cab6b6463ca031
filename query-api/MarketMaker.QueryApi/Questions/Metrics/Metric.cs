namespace MarketMaker.QueryApi.Questions.Metrics;

/// <summary>What a metric's number is.</summary>
public enum MetricUnit
{
    /// <summary>A whole number of things.</summary>
    Count,

    /// <summary>0 … 1, written as a percentage.</summary>
    Ratio,

    /// <summary>US dollars.</summary>
    Usd,
}

/// <summary>A number that questions may ask for, declared once: everything the engine knows about it follows from here.</summary>
public sealed record Metric
{
    /// <summary>Name of its column in results, lower_snake.</summary>
    public required string Name { get; init; }

    /// <summary>How answers speak of it.</summary>
    public required string Title { get; init; }

    /// <summary>Stream it is computed over.</summary>
    public required string Stream { get; init; }

    /// <summary>Aggregate over the stream's rows; <c>{veto}</c> in it stands for "a guard that is asked about vetoed".</summary>
    public required string Expression { get; init; }

    public required MetricUnit Unit { get; init; }

    /// <summary>What the number says, for people.</summary>
    public required string Meaning { get; init; }

    /// <summary>Words that name it, as the grammar reads them.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Aggregate that says how much evidence a number stands on.</summary>
    public required string CountExpression { get; init; }

    /// <summary>What that evidence is called.</summary>
    public required string CountTitle { get; init; }

    /// <summary>Further columns that show what the number is made of.</summary>
    public IReadOnlyList<MetricPart> Parts { get; init; } = [];

    /// <summary>Metrics whose words say nothing more beside this one's: in "trades rejected" the word trades is no second metric.</summary>
    public IReadOnlyList<string> Absorbs { get; init; } = [];

    /// <summary>Condition on the rows that belong to it; null for all.</summary>
    public string? RowFilter { get; init; }

    /// <summary>Columns without which a row's part in the number is not known; empty where every row has all it needs.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Whether "why" can be answered, and guards are its dimension.</summary>
    public bool IsAboutGuards { get; init; }
}

/// <summary>A part of a metric.</summary>
public sealed record MetricPart(string Name, string Expression, MetricUnit Unit);
