using System.Globalization;
using System.Reflection;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy;
using MarketMaker.Strategy.Quoting;
using YamlDotNet.RepresentationModel;

namespace MarketMaker.Bot.Configuration;

/// <summary>Fills freshly made settings records from YAML, by the names and ranges that their properties declare.</summary>
internal static class SettingsReader
{
    /// <summary>Reads a mapping whose keys belong to any of the <paramref name="targets"/>.</summary>
    public static void Read(YamlNode node, string path, List<string> faults, params object[] targets)
    {
        if (node is not YamlMappingNode mapping)
        {
            if (node is not YamlScalarNode { Value: null or "" }) faults.Add($"{path}: must be a mapping of keys.");
            return;
        }

        foreach ((YamlNode keyNode, YamlNode value) in mapping)
        {
            string key = ((YamlScalarNode)keyNode).Value ?? "";
            if (Find(key, targets) is var (owner, property)) ReadProperty(value, $"{path}.{key}", faults, owner, property);
            else faults.Add($"{path}.{key}: unknown key; known here: {string.Join(", ", targets.SelectMany(t => Keys(t.GetType())))}.");
        }
    }

    /// <summary>The settings of a record by key, in declared order; a record that is flattened into its owner is left out.</summary>
    public static IEnumerable<string> Keys(Type record) => Properties(record).Select(p => SnakeCase.From(p.Name));

    /// <summary>Configurable properties of a record.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type record) => record
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite && p.PropertyType != typeof(StrategyParameters));

    /// <summary>The choices of an enumeration, as a file says them, by member.</summary>
    public static IEnumerable<(string Name, object Member)> Choices(Type choice) =>
        Enum.GetValuesAsUnderlyingType(choice).Cast<object>().Select(v => Enum.ToObject(choice, v)).Select(m => (SnakeCase.From(m.ToString()!), m));

    private static (object Owner, PropertyInfo Property)? Find(string key, object[] targets)
    {
        foreach (object target in targets)
            foreach (PropertyInfo property in Properties(target.GetType()))
                if (SnakeCase.From(property.Name) == key) return (target, property);
        return null;
    }

    private static void ReadProperty(YamlNode node, string path, List<string> faults, object owner, PropertyInfo property)
    {
        if (property.PropertyType == typeof(IReadOnlyDictionary<string, InstrumentParameters>))
            property.SetValue(owner, ReadInstruments(node, path, faults));
        else if (property.PropertyType.IsEnum) ReadChoice(node, path, faults, owner, property);
        else if (property.PropertyType == typeof(bool)) ReadBool(node, path, faults, owner, property);
        else if (property.GetCustomAttribute<SettingAttribute>() is { } setting) ReadNumber(node, path, faults, owner, property, setting);
        else Read(node, path, faults, property.GetValue(owner)!);
    }

    // An entry changes what is built in for its symbol; what it does not name keeps its built-in value.
    private static Dictionary<string, InstrumentParameters> ReadInstruments(YamlNode node, string path, List<string> faults)
    {
        var instruments = InstrumentParameters.Known.ToDictionary(k => k.Key, k => k.Value with { }, StringComparer.Ordinal);
        if (node is not YamlMappingNode mapping)
        {
            faults.Add($"{path}: must be a mapping of symbols.");
            return instruments;
        }

        foreach ((YamlNode key, YamlNode value) in mapping)
        {
            string symbol = ((YamlScalarNode)key).Value ?? "";
            if (!instruments.TryGetValue(symbol, out InstrumentParameters? entry))
                instruments[symbol] = entry = instruments[InstrumentParameters.DefaultKey] with { };
            Read(value, $"{path}.{symbol}", faults, entry);
        }

        return instruments;
    }

    private static void ReadBool(YamlNode node, string path, List<string> faults, object owner, PropertyInfo property)
    {
        string text = Text(node);
        if (bool.TryParse(text, out bool value)) property.SetValue(owner, value);
        else faults.Add($"{path}: '{text}' is not a truth value; allowed: true, false.");
    }

    private static void ReadChoice(YamlNode node, string path, List<string> faults, object owner, PropertyInfo property)
    {
        string text = Text(node);
        (string Name, object Member)[] choices = [.. Choices(property.PropertyType)];
        if (Array.Find(choices, c => c.Name == text) is { Member: { } member }) property.SetValue(owner, member);
        else faults.Add($"{path}: '{text}' is not one of its choices; allowed: {string.Join(", ", choices.Select(c => c.Name))}.");
    }

    private static void ReadNumber(YamlNode node, string path, List<string> faults, object owner, PropertyInfo property, SettingAttribute setting)
    {
        string text = Text(node);
        string allowed = $"allowed: {setting.Minimum} … {setting.Maximum}";
        bool isWhole = property.PropertyType == typeof(int);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || (isWhole && value != Math.Floor(value)))
            faults.Add($"{path}: '{text}' is not a {(isWhole ? "whole number" : "number")}; {allowed}.");
        else if (!(value >= setting.Minimum && value <= setting.Maximum)) faults.Add($"{path}: {text} is out of range; {allowed}.");
        else property.SetValue(owner, isWhole ? (object)(int)value : value);
    }

    private static string Text(YamlNode node) => node is YamlScalarNode scalar ? scalar.Value ?? "" : node.ToString();
}
