using System.Text.Json.Nodes;
using MarketMaker.Schemas.Values;
using Serilog.Events;
using Serilog.Formatting;

namespace MarketMaker.Bot.Logging;

/// <summary>Writes a log event as one line of CLEF, the compact log event format: <c>@t @mt @m @l @x</c> and the properties.</summary>
internal sealed class ClefFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var line = new JsonObject
        {
            ["@t"] = UtcMicros.From(logEvent.Timestamp).ToString(),
            ["@mt"] = logEvent.MessageTemplate.Text,
            ["@m"] = logEvent.RenderMessage(),
        };
        if (logEvent.Level != LogEventLevel.Information) line["@l"] = logEvent.Level.ToString();
        if (logEvent.Exception is { } exception) line["@x"] = exception.ToString();
        foreach ((string name, LogEventPropertyValue value) in logEvent.Properties)
            line[name.StartsWith('@') ? "@" + name : name] = value is ScalarValue { Value: { } scalar } ? scalar.ToString() : value.ToString();
        output.WriteLine(line.ToJsonString());
    }
}
