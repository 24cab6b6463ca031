using System.Globalization;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Plans;

/// <summary>Values as SQL literals. The SQL is shown to the one who asked, so it carries its values instead of parameters.</summary>
public static class SqlText
{
    /// <summary>A text literal: in single quotes, with every single quote doubled. DuckDB knows no other escape in it.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL, which would end the statement.</exception>
    public static string Literal(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A text with a NUL character cannot be a SQL literal.", nameof(value));
        return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>A list of text literals: <c>'a', 'b'</c>.</summary>
    public static string Literals(IEnumerable<string> values) => string.Join(", ", values.Select(Literal));

    /// <summary>An instant, in UTC.</summary>
    public static string Literal(UtcMicros time)
    {
        DateTimeOffset moment = time.ToDateTimeOffset();
        string format = time.Value % UtcMicros.PerSecond == 0 ? "yyyy-MM-dd HH:mm:ss'+00'" : "yyyy-MM-dd HH:mm:ss.ffffff'+00'";
        return $"TIMESTAMPTZ '{moment.ToString(format, CultureInfo.InvariantCulture)}'";
    }

    /// <summary>The half-open condition on the event time.</summary>
    public static string Within(UtcInterval interval) => $"ts >= {Literal(interval.From)} AND ts < {Literal(interval.To)}";
}
