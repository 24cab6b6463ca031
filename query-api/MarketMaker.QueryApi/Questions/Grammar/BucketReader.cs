using System.Globalization;
using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Reads "by hour", "hourly", "per 10 min", "which hour": stretches of time to split a number by.</summary>
internal static class BucketReader
{
    private const int MinutesPerDay = 1440;

    /// <summary>Minutes of the bucket asked for, or null; marks its tokens as taken.</summary>
    public static int? Read(IReadOnlyList<Token> tokens, ISet<int> taken, out string? problem)
    {
        problem = null;
        int? minutes = null;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (taken.Contains(i)) continue;
            int length = Match(tokens, i, taken, out int found);
            if (length == 0) continue;
            for (int k = i; k < i + length; k++) taken.Add(k);
            if (minutes is { } earlier && earlier != found) problem = "It asks for two lengths of time at once.";
            minutes = found;
            i += length - 1;
        }

        if (minutes is < 1 or > 31 * MinutesPerDay) problem = "A stretch of time lies between 1 minute and 31 days.";
        return minutes;
    }

    private static int Match(IReadOnlyList<Token> tokens, int at, ISet<int> taken, out int minutes)
    {
        minutes = tokens[at].Kind == TokenKind.Word ? tokens[at].Text switch { "hourly" => 60, "daily" => MinutesPerDay, "weekly" => 7 * MinutesPerDay, _ => 0 } : 0;
        if (minutes > 0) return 1;
        // "worst hour for rejections": the extreme is read as a word of its own.
        bool isOfExtreme = at > 0 && tokens[at - 1].IsAny("worst", "best", "highest", "lowest", "biggest", "largest", "peak", "busiest") && tokens[at].Kind == TokenKind.Word;
        if (isOfExtreme && Unit(tokens[at].Text) is > 0 and int single)
        {
            minutes = single;
            return 1;
        }

        if (!tokens[at].IsAny("by", "per", "every", "each", "which", "what", "in")) return 0;
        int next = at + 1;
        bool isEach = tokens[at].Is("in");
        if (next < tokens.Count && tokens[next].IsAny("each", "every", "the"))
        {
            if (tokens[next].Is("the") && !tokens[at].Is("by")) return 0;
            next++;
            isEach = false;
        }

        if (isEach) return 0;
        int count = 1;
        if (next < tokens.Count && tokens[next].Kind == TokenKind.Number
            && int.TryParse(tokens[next].Text, NumberStyles.None, CultureInfo.InvariantCulture, out count)) next++;
        if (next >= tokens.Count || taken.Contains(next) || tokens[next].Kind != TokenKind.Word) return 0;
        int unit = Unit(tokens[next].Text);
        if (unit == 0) return 0;
        minutes = unit * Math.Min(count, 100_000);
        return next - at + 1;
    }

    private static int Unit(string word) => word switch
    {
        "m" or "min" or "mins" or "minute" or "minutes" => 1,
        "h" or "hr" or "hrs" or "hour" or "hours" => 60,
        "d" or "day" or "days" => MinutesPerDay,
        "week" or "weeks" => 7 * MinutesPerDay,
        _ => 0,
    };
}
