using System.Text;

namespace MarketMaker.Schemas.Values;

/// <summary>lower_snake texts of an enumeration, as journalled. Members must be numbered 0, 1, 2 … without a hole.</summary>
public static class EnumNames<TEnum>
    where TEnum : unmanaged, Enum
{
    /// <summary>Texts by member value.</summary>
    public static IReadOnlyList<string> Texts { get; } = Build();

    private static readonly byte[][] JsonTexts = [.. Texts.Select(t => Encoding.UTF8.GetBytes($"\"{t}\""))];

    /// <summary>A member as JSON: its text in UTF-8 between quotes.</summary>
    /// <exception cref="IndexOutOfRangeException">The value is not a declared member.</exception>
    public static ReadOnlySpan<byte> Json(TEnum member) => JsonTexts[Convert(member)];

    /// <summary>Text of a member.</summary>
    public static string Text(TEnum member) => Texts[Convert(member)];

    private static int Convert(TEnum member) => System.Runtime.CompilerServices.Unsafe.SizeOf<TEnum>() switch
    {
        1 => System.Runtime.CompilerServices.Unsafe.As<TEnum, byte>(ref member),
        4 => System.Runtime.CompilerServices.Unsafe.As<TEnum, int>(ref member),
        _ => throw new NotSupportedException($"{typeof(TEnum).Name} must be backed by byte or int."),
    };

    private static string[] Build()
    {
        TEnum[] members = Enum.GetValues<TEnum>();
        for (int i = 0; i < members.Length; i++)
            if (Convert(members[i]) != i)
                throw new InvalidOperationException($"{typeof(TEnum).Name}.{members[i]} must have the value {i}: journalled enumerations are dense.");
        return [.. members.Select(m => SnakeCase.From(m.ToString()))];
    }
}
