namespace MarketMaker.QueryApi.Questions;

/// <summary>Questions that are answered, as examples, and the ones nearest to a question that is not.</summary>
public static class SupportedQuestions
{
    /// <summary>One for every kind of question.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "why were bids rejected in the last hour?",
        "why were asks rejected 14:00-16:00?",
        "why were trades rejected on 2025-11-21 between 11:00 and 13:00?",
        "why did we stop quoting around 2ish last night?",
        "how many asks were vetoed by the spread guard yesterday?",
        "how many decisions were made in the last 2 hours?",
        "rejection rate in the last hour",
        "rejection rate by hour today",
        "reject rate bids vs asks by hour yesterday",
        "rejections by guard today",
        "rejections by symbol since monday",
        "rejections per 10 min last night",
        "which guard rejected most this week?",
        "how many fills on SOL?",
        "biggest fill this week",
        "list the last 10 fills",
        "what were the fees today?",
        "pnl by symbol",
        "traded volume by hour",
        "how many orders were sent in the last run?",
        "how many orders were rejected by the venue today?",
    ];

    /// <summary>The <paramref name="count"/> supported questions most like <paramref name="question"/>, the likest first.</summary>
    public static IReadOnlyList<string> Nearest(string question, int count = 3)
    {
        HashSet<string> asked = Grams(question);
        return [.. All.Select((text, i) => (text, i, Likeness: Likeness(asked, Grams(text))))
            .OrderByDescending(x => x.Likeness).ThenBy(x => x.i).Take(count).Select(x => x.text)];
    }

    private static double Likeness(HashSet<string> left, HashSet<string> right) =>
        left.Count + right.Count == 0 ? 0 : 2.0 * left.Count(right.Contains) / (left.Count + right.Count);

    private static HashSet<string> Grams(string text)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        string padded = $" {text.ToLowerInvariant()} ";
        for (int i = 0; i + 3 <= padded.Length; i++) grams.Add(padded.Substring(i, 3));
        return grams;
    }
}
