namespace MarketMaker.Strategy;

/// <summary>Declares a setting: its meaning and, of a number, the closed range it must lie in. The configuration file's key is the property's name in lower_snake.</summary>
/// <param name="minimum">Smallest allowed value.</param>
/// <param name="maximum">Largest allowed value.</param>
/// <param name="meaning">What it does; its unit stands in the name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(double minimum, double maximum, string meaning) : Attribute
{
    /// <summary>A truth value, or a choice between the members of an enumeration.</summary>
    /// <param name="meaning">What it does.</param>
    public SettingAttribute(string meaning)
        : this(double.NaN, double.NaN, meaning)
    {
    }

    public double Minimum { get; } = minimum;

    public double Maximum { get; } = maximum;

    public string Meaning { get; } = meaning;
}
