using System.Reflection;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Publishing;

/// <summary>Reads column declarations off a type's properties.</summary>
internal static class ColumnReader
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly string[] UnitWords = ["ticks", "count", "ratio", "rate", "lots", "base", "bps", "usd", "pct", "ms", "us", "ns", "s"];

    public static IReadOnlyList<ColumnSchema> Read(Type type)
    {
        var columns = new List<ColumnSchema>();
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.MetadataToken))
            if (property.GetCustomAttribute<ColumnAttribute>() is { } declared)
                columns.Add(Column(property, declared));
        return columns;
    }

    /// <summary>Column name of a declared property.</summary>
    public static string NameOf(PropertyInfo property, ColumnAttribute declared) => declared.Name ?? SnakeCase.From(property.Name);

    private static ColumnSchema Column(PropertyInfo property, ColumnAttribute declared)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        string name = NameOf(property, declared);
        return new ColumnSchema
        {
            Name = name,
            JsonName = name,
            Kind = KindOf(type, property),
            IsNullable = IsNullable(property),
            Meaning = declared.Meaning,
            Unit = declared.Unit ?? UnitOf(name, type),
            Min = declared.Min,
            Max = declared.Max,
            Members = type == typeof(GuardSet) ? MembersOf(typeof(Guard)) : type.IsEnum ? MembersOf(type) : [],
            Fields = type == typeof(GuardDetails) ? GuardFields() : [],
        };
    }

    private static ColumnKind KindOf(Type type, PropertyInfo property) => type switch
    {
        _ when type == typeof(string) || type == typeof(EntityId) || type == typeof(AccountAddress) => ColumnKind.Text,
        _ when type == typeof(bool) => ColumnKind.Boolean,
        _ when type == typeof(int) => ColumnKind.Int32,
        _ when type == typeof(long) => ColumnKind.Int64,
        _ when type == typeof(double) => ColumnKind.Float64,
        _ when type == typeof(decimal) => ColumnKind.Decimal,
        _ when type == typeof(UtcMicros) => ColumnKind.Timestamp,
        _ when type == typeof(GuardSet) => ColumnKind.TextList,
        _ when type == typeof(GuardDetails) => ColumnKind.Struct,
        _ when type.IsEnum => ColumnKind.Enumeration,
        _ => throw new NotSupportedException($"{property.DeclaringType!.Name}.{property.Name}: a column cannot be a {type.Name}."),
    };

    private static bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || property.PropertyType == typeof(GuardDetails)
        || (!property.PropertyType.IsValueType && Nullability.Create(property).ReadState == NullabilityState.Nullable);

    private static string? UnitOf(string name, Type type)
    {
        if (type.IsEnum || type == typeof(string) || type == typeof(bool)) return null;
        // The last word that is a unit: rate_bps is in bps, edge_bps_at_entry too.
        return name.Split('_').LastOrDefault(word => UnitWords.Contains(word));
    }

    private static EnumMember[] MembersOf(Type type) =>
    [
        .. type.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(f => f.GetRawConstantValue()).Select(f =>
            new EnumMember(SnakeCase.From(f.Name), f.GetCustomAttribute<MeaningAttribute>()?.Text ?? f.Name.ToLowerInvariant())),
    ];

    private static ColumnSchema[] GuardFields()
    {
        static ColumnSchema Field(string name, ColumnKind kind, string meaning) =>
            new() { Name = name, JsonName = name, Kind = kind, IsNullable = true, Meaning = meaning };

        return
        [
            .. MembersOf(typeof(Guard)).Select(guard => new ColumnSchema
            {
                Name = guard.Text, JsonName = guard.Text, Kind = ColumnKind.Struct, IsNullable = true, Meaning = guard.Meaning,
                Fields =
                [
                    Field("value", ColumnKind.Float64, "What was measured."),
                    Field("threshold", ColumnKind.Float64, "What it was held against."),
                    Field("unit", ColumnKind.Text, "Unit of both."),
                    Field("passed", ColumnKind.Boolean, "The guard let the decision pass."),
                ],
            }),
        ];
    }
}
