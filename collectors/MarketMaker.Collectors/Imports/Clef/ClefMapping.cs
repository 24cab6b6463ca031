using System.Text;
using System.Text.Json;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports.Clef;

/// <summary>A CLEF event as a line of <c>bot_log</c>: reified fields (<c>@t @mt @m @l @x</c>) into columns, everything else into extra.</summary>
/// <remarks>A journal line of our own <c>bot_log</c> is CLEF too, but has its level and texts under the columns' names.</remarks>
internal static class ClefMapping
{
    private const string SourceContext = "SourceContext";

    // Names in extra of the reified fields that have no column.
    private static readonly Dictionary<string, string> Reified = new(StringComparer.Ordinal)
    {
        ["@i"] = "event_id", ["@r"] = "renderings", ["@tr"] = "trace_id", ["@sp"] = "span_id",
    };

    private static readonly Dictionary<string, LogLevel> Levels =
        Enum.GetValues<LogLevel>().ToDictionary(l => l.ToString(), l => l, StringComparer.OrdinalIgnoreCase);

    public static void Map(ForeignLine line, JsonElement root, EventRow to)
    {
        var from = new ForeignFields(root);
        to.Text("event_type", to.Schema.Name);
        to.Whole("schema_v", to.Schema.Version);
        to.Whole("seq", line.Identity.Seq);
        to.Text("run_id", LineIdentity.RunIdOf(line.SourcePath));
        Time(from.Take("@t"), to);
        bool isOurs = from.Read("event_type").Text == to.Schema.Name;
        ForeignValue Field(string reified, string column) => from.Take(isOurs && !from.Has(reified) ? column : reified);
        Level(Field("@l", "level"), to);
        ForeignValue template = Field("@mt", "template");
        ForeignValue message = Field("@m", "message");
        to.Text("template", template);
        if (!message.IsUnknown) to.Text("message", message);
        else if (template.Text is { } text) to.Text("message", MessageTemplate.Render(text, root));
        to.Text("exception", Field("@x", "exception"));
        if (isOurs || from.Read(SourceContext).Text is not null) to.Text("source", Field(SourceContext, "source"));
        foreach (JsonProperty rest in from.Rest()) to.Keep(NameOf(rest.Name), rest.Value);
    }

    private static void Time(ForeignValue value, EventRow to)
    {
        if (value.IsUnknown) to.Refuse("The line has no @t: an event needs its time.");
        else if (value.Text is { } text && UtcMicros.TryParse(Encoding.UTF8.GetBytes(text), out UtcMicros time)) to.Time("ts", time);
        else to.Refuse(value.Because("a time is ISO-8601 with its UTC offset."));
    }

    private static void Level(ForeignValue value, EventRow to)
    {
        LogLevel level = LogLevel.Information; // what an event without a level has
        if (!value.IsUnknown && (value.Text is not { } name || !Levels.TryGetValue(name, out level)))
            to.Refuse(value.Because($"a level is one of {string.Join(", ", Levels.Keys)}."));
        to.Text("level", EnumNames<LogLevel>.Text(level));
    }

    // A property whose own name begins with @ is written with two.
    private static string NameOf(string written) =>
        Reified.GetValueOrDefault(written) ?? (written.StartsWith("@@", StringComparison.Ordinal) ? written[1..] : written);
}
