using System.Reflection;
using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Tests.Lake.Golden;

/// <summary>Lines that our writers write for a stream today: every column filled, and only the required ones. Used once per version, to make its golden file.</summary>
internal static class GoldenLines
{
    public const string Run = "golden";

    public static string Of(TableSchema stream)
    {
        Type type = typeof(Catalogue).Assembly.GetTypes().Single(t => t.GetCustomAttribute<EventStreamAttribute>()?.Name == stream.Name);
        return (string)typeof(GoldenLines).GetMethod(nameof(Write), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [stream])!;
    }

    private static string Write<TEvent>(TableSchema stream)
        where TEvent : struct, IEvent
    {
        var writer = new EventLineWriter<TEvent>(Run);
        var line = new JsonLine();
        var text = new StringBuilder();
        for (int seq = 1; seq <= 2; seq++)
        {
            bool isFull = seq == 1;
            object boxed = default(TEvent);
            foreach (PropertyInfo property in typeof(TEvent).GetProperties().Where(p => p.GetCustomAttribute<ColumnAttribute>() is not null))
            {
                ColumnSchema column = stream.Columns.Single(c => c.Name == (property.GetCustomAttribute<ColumnAttribute>()!.Name ?? SnakeCase.From(property.Name)));
                if (isFull || !column.IsNullable) property.SetValue(boxed, Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, column));
            }

            var source = (TEvent)boxed;
            source.Envelope = new Envelope
            {
                Time = Intents.Start + (seq * UtcMicros.PerSecond), Seq = seq, RecvT = isFull ? Intents.Start : null, Venue = isFull ? "hyperliquid" : null,
                Symbol = isFull ? "BTC" : null, TsMonoNs = isFull ? 5_000_000_001 : null,
            };
            writer.Write(in source, line);
            text.Append(Encoding.UTF8.GetString(line.Bytes));
        }

        return text.ToString();
    }

    private static object Value(Type type, ColumnSchema column)
    {
        double number = Math.Clamp(column.Name.Contains("ask", StringComparison.Ordinal) ? 3.25 : 1.25, column.Min, column.Max);
        return type switch
        {
            _ when type == typeof(string) => $"{column.Name} \"é\"",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => (int)Math.Clamp(7, column.Min, column.Max),
            _ when type == typeof(long) => (long)Math.Clamp(7_000_000_001, column.Min, column.Max),
            _ when type == typeof(double) => number,
            _ when type == typeof(decimal) => (decimal)number,
            _ when type == typeof(UtcMicros) => Intents.Start + 123_456,
            _ when type == typeof(EntityId) => new EntityId(EntityKind.Order, 42),
            _ when type == typeof(AccountAddress) => new AccountAddress(1, 2, 3),
            _ when type == typeof(GuardSet) => default(GuardSet).With(Guard.SpreadGuard).With(Guard.NoEdge),
            _ when type == typeof(GuardDetails) => Readings(),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ => throw new NotSupportedException($"{column.Name}: no value of {type.Name} is known."),
        };
    }

    private static GuardDetails Readings()
    {
        var readings = default(GuardDetails);
        readings[Guard.SpreadGuard] = new GuardReading(4.5, 3, GuardUnit.Bps, Passed: false);
        readings[Guard.KillSwitch] = new GuardReading(0, 1, GuardUnit.Bps, Passed: true);
        return readings;
    }
}
