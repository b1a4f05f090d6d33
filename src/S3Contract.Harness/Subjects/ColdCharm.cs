using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Subjects;

/// <summary>A charm, each hook of which is a process that is started for it, as Juju does, however the charm itself starts them.</summary>
internal sealed class ColdCharm(ProcessCharm charm) : ICharmSubject
{
    public CharmMetadata Metadata => charm.Metadata;

    public string Host => charm.Host;

    public bool FindsNames => ((ICharmSubject)charm).FindsNames;

    public IUnitHost CreateUnit(UnitName unit) => charm.CreateUnit(unit, isCold: true);

    public IUnitHost Refresh(UnitName unit, IUnitHost before) => charm.Refresh(unit, before, isCold: true);

    public ICharmSubject? Revision(string folder) => new ColdCharm(charm.RevisionIn(folder));
}
