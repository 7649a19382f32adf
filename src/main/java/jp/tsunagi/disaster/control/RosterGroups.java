package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;

/** 名簿のGroup. Makes sure that what a disaster names as its subject is there. */
@ApplicationScoped
public class RosterGroups {
  private RecordStore records;
  private AreaTree areas;

  @SuppressWarnings("NullAway.Init")
  protected RosterGroups() {}

  @Inject
  RosterGroups(RecordStore records, AreaTree areas) {
    this.records = records;
    this.areas = areas;
  }

  public void ensure(Disaster disaster, Actor actor) {
    String city = disaster.areas().get(0).city();
    OrganizationId keeper = actor.organization();
    ResourceKey key = new ResourceKey("Group", DisasterMapper.rosterOf(city));
    if (keeper == null || records.read(key, Visibility.ALL).isPresent()) {
      return;
    }
    String name = areas.nameOf(new AreaCode(city), "ja") + " 避難行動要支援者名簿";
    records.create(
        DisasterMapper.toRoster(city, name, keeper.value()), Actor.system("disaster"), Door.SYSTEM);
  }
}
