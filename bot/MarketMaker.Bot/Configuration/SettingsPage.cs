using System.Globalization;
using System.Reflection;
using System.Text;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy;
using MarketMaker.Strategy.Quoting;

namespace MarketMaker.Bot.Configuration;

/// <summary>Every setting with its default, range and meaning, as a configuration file that changes nothing.</summary>
public static class SettingsPage
{
    private const int CommentColumn = 48;

    /// <summary>The page: valid YAML.</summary>
    public static string Text()
    {
        var configuration = new BotConfiguration();
        var text = new StringBuilder("bot:\n");
        Append(text, configuration.Strategy, 1);
        Append(text, configuration, 1);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object record, int depth)
    {
        foreach (PropertyInfo property in SettingsReader.Properties(record.GetType()))
        {
            string line = $"{new string(' ', depth * 2)}{SnakeCase.From(property.Name)}:";
            object value = property.GetValue(record)!;
            if (property.GetCustomAttribute<SettingAttribute>() is { } setting)
            {
                string assignment = $"{line} {Assigned(value)}";
                text.Append(assignment.PadRight(CommentColumn)).Append($" # {Allowed(value, setting)}. {setting.Meaning}\n");
            }
            else if (value is bool flag)
            {
                text.Append($"{line} {(flag ? "true" : "false")}\n");
            }
            else if (value is IReadOnlyDictionary<string, InstrumentParameters> instruments)
            {
                text.Append(line).Append('\n');
                foreach ((string symbol, InstrumentParameters entry) in instruments)
                {
                    text.Append($"{new string(' ', (depth + 1) * 2)}{symbol}:\n");
                    Append(text, entry, depth + 2);
                }
            }
            else
            {
                text.Append(line).Append('\n');
                Append(text, value, depth + 1);
            }
        }
    }

    private static string Assigned(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        Enum choice => SnakeCase.From(choice.ToString()),
        _ => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
    };

    private static string Allowed(object value, SettingAttribute setting) => value switch
    {
        bool => "true, false",
        Enum => string.Join(", ", SettingsReader.Choices(value.GetType()).Select(c => c.Name)),
        _ => $"{setting.Minimum} … {setting.Maximum}",
    };
}
