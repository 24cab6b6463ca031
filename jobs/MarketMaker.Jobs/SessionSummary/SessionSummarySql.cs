using System.Globalization;

namespace MarketMaker.Jobs.SessionSummary;

/// <summary>The job's SQL: one UTC day of <c>order_intent</c> and <c>execution</c> into rows of <c>session_summary</c>.</summary>
internal static class SessionSummarySql
{
    /// <summary>The query, without semicolon; its day is set by <see cref="DayOf"/>.</summary>
    public static string Text { get; } = Read();

    /// <summary>Statements that set a session's day.</summary>
    public static string DayOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture,
        $"SET VARIABLE day_start = TIMESTAMPTZ '{day:yyyy-MM-dd} 00:00:00+00'; SET VARIABLE day_end = TIMESTAMPTZ '{day.AddDays(1):yyyy-MM-dd} 00:00:00+00'");

    private static string Read()
    {
        using Stream resource = typeof(SessionSummarySql).Assembly.GetManifestResourceStream("session_summary.sql")
            ?? throw new InvalidOperationException("session_summary.sql is not built into the program.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
