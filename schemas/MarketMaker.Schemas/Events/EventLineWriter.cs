using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>Writes events of one stream and run as journal lines, in the declared order of columns.</summary>
/// <remarks>Compiled once from the declaration, so a new column needs no second place. Instances belong to one thread.</remarks>
public sealed class EventLineWriter<TEvent>
    where TEvent : struct, IEvent
{
    private delegate void WriteColumns(in TEvent source, JsonLine line);

    private static readonly WriteColumns Columns = Compile<TEvent, WriteColumns>();
    private static readonly byte[] TimePrefix = "{\"@t\":"u8.ToArray();
    private static readonly byte[] SeqPrefix = ",\"seq\":"u8.ToArray();
    private static readonly byte[] RecvPrefix = ",\"recv_t\":"u8.ToArray();
    private static readonly byte[] VenuePrefix = ",\"venue\":"u8.ToArray();
    private static readonly byte[] SymbolPrefix = ",\"symbol\":"u8.ToArray();
    private static readonly byte[] MonoPrefix = ",\"ts_mono_ns\":"u8.ToArray();

    private readonly byte[] _identity;

    /// <param name="runId">The run that every line belongs to.</param>
    public EventLineWriter(string runId)
    {
        Schema = Catalogue.Of<TEvent>();
        _identity = Encoding.UTF8.GetBytes($",\"event_type\":\"{Schema.Name}\",\"schema_v\":{Schema.Version},\"run_id\":\"{runId}\"");
    }

    /// <summary>The stream's schema.</summary>
    public TableSchema Schema { get; }

    /// <summary>Replaces what is in <paramref name="line"/> by one line with its newline.</summary>
    public void Write(in TEvent source, JsonLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        line.Clear();
        Append(in source, source.Envelope, line);
    }

    /// <summary>Appends one line with its newline to those that <paramref name="line"/> already has.</summary>
    /// <param name="source">The event.</param>
    /// <param name="envelope">The event's own envelope, which the caller has taken out already.</param>
    /// <param name="line">The lines.</param>
    public void Append(in TEvent source, in Envelope envelope, JsonLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        line.Time(TimePrefix, envelope.Time);
        line.Raw(_identity);
        line.Int(SeqPrefix, envelope.Seq);
        line.Time(RecvPrefix, envelope.RecvT);
        line.Text(VenuePrefix, envelope.Venue);
        line.Text(SymbolPrefix, envelope.Symbol);
        line.Int(MonoPrefix, envelope.TsMonoNs);
        Columns(in source, line);
        line.End();
    }

    private static TDelegate Compile<T, TDelegate>()
        where TDelegate : Delegate
    {
        ParameterExpression source = Expression.Parameter(typeof(T).MakeByRefType(), "source");
        ParameterExpression line = Expression.Parameter(typeof(JsonLine), "line");
        var calls = new List<Expression>();
        foreach (PropertyInfo property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.MetadataToken))
        {
            if (property.GetCustomAttribute<ColumnAttribute>() is not { } declared) continue;
            byte[] prefix = Encoding.UTF8.GetBytes($",\"{ColumnReader.NameOf(property, declared)}\":");
            calls.Add(Call(line, Expression.Constant(prefix), Expression.Property(source, property), declared));
        }

        return Expression.Lambda<TDelegate>(Expression.Block(calls), source, line).Compile();
    }

    private static MethodCallExpression Call(Expression line, Expression prefix, Expression value, ColumnAttribute declared)
    {
        Type type = value.Type;
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
            return Expression.Call(line, type == plain ? nameof(JsonLine.Enum) : nameof(JsonLine.NullableEnum), [plain], prefix, value);
        string method = plain switch
        {
            _ when plain == typeof(string) => nameof(JsonLine.Text),
            _ when plain == typeof(EntityId) => nameof(JsonLine.Id),
            _ when plain == typeof(AccountAddress) => nameof(JsonLine.Address),
            _ when plain == typeof(bool) => nameof(JsonLine.Bool),
            _ when plain == typeof(int) || plain == typeof(long) => nameof(JsonLine.Int),
            _ when plain == typeof(double) => nameof(JsonLine.Double),
            _ when plain == typeof(decimal) => nameof(JsonLine.Decimal),
            _ when plain == typeof(UtcMicros) => nameof(JsonLine.Time),
            _ when plain == typeof(GuardSet) => nameof(JsonLine.Guards),
            _ when plain == typeof(GuardDetails) => nameof(JsonLine.Readings),
            _ => throw new NotSupportedException($"A column cannot be a {type.Name}."),
        };
        return plain == typeof(double)
            ? Expression.Call(line, method, null, prefix, value, Expression.Constant(declared.Decimals))
            : Expression.Call(line, method, null, prefix, value);
    }
}
