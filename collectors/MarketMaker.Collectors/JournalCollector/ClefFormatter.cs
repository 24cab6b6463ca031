using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>Writes log events as CLEF: one JSON object a line with <c>@t</c>, <c>@mt</c>, <c>@l</c>, <c>@x</c> and the properties.</summary>
internal sealed class ClefFormatter : ITextFormatter
{
    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{\"@t\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"));
        output.Write("\",\"@mt\":");
        output.Write(JsonSerializer.Serialize(logEvent.MessageTemplate.Text));
        if (logEvent.Level != LogEventLevel.Information)
        {
            output.Write(",\"@l\":\"");
            output.Write(logEvent.Level);
            output.Write('"');
        }

        if (logEvent.Exception is { } exception)
        {
            output.Write(",\"@x\":");
            output.Write(JsonSerializer.Serialize(exception.ToString()));
        }

        foreach ((string name, LogEventPropertyValue value) in logEvent.Properties)
        {
            output.Write(',');
            // CLEF doubles the @ of a property so that it is not taken for one of its own.
            output.Write(JsonSerializer.Serialize(name.StartsWith('@') ? "@" + name : name));
            output.Write(':');
            Values.Format(value, output);
        }

        output.Write("}\n");
    }
}
