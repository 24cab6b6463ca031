using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Quoting;

namespace MarketMaker.Bot.Configuration;

/// <summary>A configuration as one canonical text, every setting a line, so that two files that say the same have the same version.</summary>
public static class ConfigurationText
{
    /// <summary>Every setting that a decision, or what is journalled, may depend on; defaults included.</summary>
    public static string Of(BotConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var text = new StringBuilder();
        Append(text, "", configuration.Strategy);
        Append(text, "exchange.", configuration.Exchange);
        Append(text, "fill_sampling.", configuration.FillSampling);
        text.Append("kill_switch = ").Append(configuration.KillSwitch ? "true" : "false").Append('\n');
        return text.ToString();
    }

    /// <summary>The configuration's version: SHA-256 of its canonical text, lower-case hex.</summary>
    public static string Sha256(BotConfiguration configuration) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(configuration))));

    private static void Append(StringBuilder text, string path, object record)
    {
        foreach (PropertyInfo property in SettingsReader.Properties(record.GetType()))
        {
            string key = path + SnakeCase.From(property.Name);
            object value = property.GetValue(record)!;
            if (value is IReadOnlyDictionary<string, InstrumentParameters> instruments)
            {
                foreach ((string symbol, InstrumentParameters entry) in instruments.OrderBy(i => i.Key, StringComparer.Ordinal))
                    Append(text, $"{key}.{symbol}.", entry);
            }
            else if (value is IFormattable number)
            {
                text.Append(key).Append(" = ").Append(number.ToString(null, CultureInfo.InvariantCulture)).Append('\n');
            }
            else
            {
                Append(text, key + ".", value);
            }
        }
    }
}
