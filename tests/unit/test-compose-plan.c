/* SPDX-License-Identifier: MIT
 * Page breaking on blocks that have heights and nothing else. A page is ten lines of ten points. */
#include "compose/plan.h"

#define LINE           10.0
#define PAGE           100.0
#define LANDSCAPE_PAGE 60.0

static void nothing_to_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  (void)flow, (void)first, (void)end, (void)origin, (void)page;
}

static void free_flow(JbFlow *flow)
{
  g_free(flow);
}

static const JbFlowClass class = {.emit = nothing_to_emit, .free = free_flow};

static JbFlow *block(void)
{
  JbFlow *flow = g_new0(JbFlow, 1);
  jb_flow_init(flow, &class, NULL, (JbPlace){0}, 0);
  return flow;
}

/* A paragraph: widows and orphans as jb_text_flow_new sets them. */
static JbFlow *paragraph(size_t lines)
{
  JbFlow *flow = block();
  for (size_t i = 0; i < lines; i++)
    jb_flow_add_slice(flow, LINE, i + 1 < lines && (i == 0 || i + 2 == lines) ? JB_FLOW_NEVER : 0);
  return flow;
}

/* A paragraph that may be divided anywhere: official documents fill their pages. */
static JbFlow *free_paragraph(size_t lines)
{
  JbFlow *flow = block();
  for (size_t i = 0; i < lines; i++) {
    jb_flow_add_slice(flow, LINE, 0);
  }
  return flow;
}

static JbFlow *heading(void)
{
  JbFlow *flow = paragraph(1);
  flow->keep_with_next = true;
  flow->space_before = LINE;
  return flow;
}

static JbFlow *exhibit(double height)
{
  JbFlow *flow = block();
  jb_flow_add_slice(flow, height, 0);
  flow->floats = true;
  return flow;
}

typedef struct Case {
  JbFlow *flows[8]; /* ends with NULL */
  const char *expected;
} Case;

/* A table as wide as a page is high, of rows of two lines; landscape pages hold six lines. */
static JbFlow *landscape(size_t rows)
{
  JbFlow *flow = block();
  for (size_t i = 0; i < rows; i++) {
    jb_flow_add_slice(flow, 2 * LINE, 0);
  }
  flow->repeat_height = LINE;
  flow->landscape = true;
  return flow;
}

/* "0:0-8@0 1:0-2@80 | 1:2-5@0": flow:first-end@y, a bar between pages, (…) round what stands on landscape ones. */
static char *describe(const JbPlan *plan)
{
  GString *text = g_string_new(NULL);
  for (guint p = 0; p < plan->pages->len; p++) {
    const JbPlannedPage *page = &g_array_index(plan->pages, JbPlannedPage, p);
    if (p)
      g_string_append(text, "| ");
    g_string_append(text, page->landscape ? "( " : "");
    for (size_t i = page->first; i < page->end; i++) {
      const JbPlacement *placement = &g_array_index(plan->placements, JbPlacement, i);
      g_string_append_printf(text, "%zu:%zu-%zu@%g ", placement->flow, placement->first, placement->end, placement->y);
    }
    g_string_append(text, page->landscape ? ") " : "");
  }
  return g_strchomp(g_string_free(text, FALSE));
}

/* Nothing stands below the foot of its page, but a slice that is higher than a page. */
static void check_pages_hold(const JbPlan *plan, JbFlow *const *flows)
{
  for (guint p = 0; p < plan->pages->len; p++) {
    const JbPlannedPage *page = &g_array_index(plan->pages, JbPlannedPage, p);
    for (size_t i = page->first; i < page->end; i++) {
      const JbPlacement *placement = &g_array_index(plan->placements, JbPlacement, i);
      const JbFlow *flow = flows[placement->flow];
      double height = jb_flow_height(flow, placement->first, placement->end);
      height += placement->first > 0 ? flow->repeat_height : 0;
      bool alone = placement->y == 0 && placement->end == placement->first + 1;
      g_assert_true(alone || placement->y + height <= (page->landscape ? LANDSCAPE_PAGE : PAGE));
    }
  }
}

static void check_rules(Case *test, double min_last_height, bool floats)
{
  const JbPlanRules rules = {.height = PAGE,
                             .landscape_height = LANDSCAPE_PAGE,
                             .pitch = LINE,
                             .min_last_height = min_last_height,
                             .floats = floats};
  size_t count = 0;
  while (test->flows[count])
    count++;
  g_autoptr(JbPlan) plan = jb_plan_new(test->flows, count, &rules);
  g_autofree char *found = describe(plan);
  g_assert_cmpstr(found, ==, test->expected);
  check_pages_hold(plan, test->flows);
  for (size_t i = 0; i < count; i++)
    jb_flow_free(test->flows[i]);
}

static void check(Case *test, double min_last_height)
{
  check_rules(test, min_last_height, /* floats */ true);
}

static void test_fills_pages(void)
{
  check(&(Case){{paragraph(8), paragraph(5)}, "0:0-8@0 1:0-2@80 | 1:2-5@0"}, 0);
}

static void test_orphans(void)
{
  /* one line of room: its first line may not stand alone at the foot */
  check(&(Case){{paragraph(9), paragraph(4)}, "0:0-9@0 | 1:0-4@0"}, 0);
}

static void test_widows(void)
{
  /* room for three of four lines: the last may not go over alone, so two stay */
  check(&(Case){{paragraph(7), paragraph(4)}, "0:0-7@0 1:0-2@70 | 1:2-4@0"}, 0);
}

static void test_three_lines_move_whole(void)
{
  check(&(Case){{paragraph(8), paragraph(3)}, "0:0-8@0 | 1:0-3@0"}, 0);
}

static void test_heading_keeps_two_lines(void)
{
  /* space, heading and one line would fit, two lines do not: all go over, and the space stays behind */
  check(&(Case){{paragraph(7), heading(), paragraph(5)}, "0:0-7@0 | 1:0-1@0 2:0-5@10"}, 0);
  check(&(Case){{paragraph(6), heading(), paragraph(5)}, "0:0-6@0 1:0-1@70 2:0-2@80 | 2:2-5@0"}, 0);
}

static void test_heading_over_free_paragraph(void)
{
  check(&(Case){{free_paragraph(7), heading(), free_paragraph(5)}, "0:0-7@0 | 1:0-1@0 2:0-5@10"}, 0);
  check(&(Case){{free_paragraph(8), free_paragraph(3)}, "0:0-8@0 1:0-2@80 | 1:2-3@0"}, 0);
}

static void test_headings_stay_together(void)
{
  /* heading under heading: 50 + 10 + 10 + 10 + 10 + 20 is more than the page */
  check(&(Case){{paragraph(5), heading(), heading(), paragraph(2)}, "0:0-5@0 | 1:0-1@0 2:0-1@20 3:0-2@30"}, 0);
}

static void test_exhibit_moves_and_text_fills(void)
{
  check(&(Case){{paragraph(8), exhibit(50), paragraph(6)}, "0:0-8@0 2:0-2@80 | 1:0-1@0 2:2-6@50"}, 0);
}

static void test_exhibits_keep_order(void)
{
  /* the second would fit where the first did not */
  check(&(Case){{paragraph(7), exhibit(50), exhibit(20), paragraph(3)}, "0:0-7@0 3:0-3@70 | 1:0-1@0 2:0-1@50"}, 0);
}

static void test_exhibit_does_not_pass_heading(void)
{
  check(&(Case){{paragraph(6), exhibit(50), heading(), paragraph(2)}, "0:0-6@0 | 1:0-1@0 2:0-1@60 3:0-2@70"}, 0);
}

/* A table that runs over pages does not overtake an exhibit that waits for the next page. */
static void test_long_table_does_not_pass_exhibit(void)
{
  JbFlow *table = block();
  for (int i = 0; i < 12; i++)
    jb_flow_add_slice(table, LINE, 0);
  table->repeat_height = LINE;
  check(&(Case){{paragraph(6), exhibit(50), table}, "0:0-6@0 | 1:0-1@0 2:0-5@50 | 2:5-12@0"}, 0);
}

/* A table that fits a page waits behind the exhibit, and the text after both fills the page. */
static void test_table_waits_with_exhibit(void)
{
  JbFlow *table = free_paragraph(3);
  table->repeat_height = LINE;
  table->floats = true;
  check(&(Case){{paragraph(6), exhibit(50), table, paragraph(4)}, "0:0-6@0 3:0-4@60 | 1:0-1@0 2:0-3@50"}, 0);
}

static void test_page_before(void)
{
  JbFlow *flow = paragraph(2);
  flow->page_before = true;
  check(&(Case){{paragraph(2), flow}, "0:0-2@0 | 1:0-2@0"}, 0);
}

static void test_taller_than_a_page(void)
{
  /* 25 lines that may nowhere end a page are divided all the same */
  JbFlow *flow = block();
  for (int i = 0; i < 25; i++)
    jb_flow_add_slice(flow, LINE, JB_FLOW_NEVER);
  check(&(Case){{flow}, "0:0-10@0 | 0:10-20@0 | 0:20-25@0"}, 0);
  check(&(Case){{exhibit(250), paragraph(2)}, "0:0-1@0 | 1:0-2@0"}, 0);
}

static void test_repeated_head(void)
{
  JbFlow *table = paragraph(15);
  table->repeat_height = 2 * LINE;
  check(&(Case){{table}, "0:0-10@0 | 0:10-15@0"}, 0);
  JbFlow *longer = paragraph(25);
  longer->repeat_height = 2 * LINE;
  check(&(Case){{longer}, "0:0-10@0 | 0:10-18@0 | 0:18-25@0"}, 0);
}

static void test_last_page_is_not_two_lines(void)
{
  check(&(Case){{paragraph(32)}, "0:0-10@0 | 0:10-20@0 | 0:20-30@0 | 0:30-32@0"}, 0);
  /* three pages give a line each: five lines on the last */
  check(&(Case){{paragraph(32)}, "0:0-9@0 | 0:9-18@0 | 0:18-27@0 | 0:27-32@0"}, 5 * LINE);
}

/* A penalty is worth so many points of empty page: ending at 80 costs 20 empty, at 90 10 empty and the penalty. */
static void test_penalty_against_space(void)
{
  for (int penalty = 5; penalty <= 15; penalty += 10) {
    JbFlow *flow = block();
    for (int i = 0; i < 12; i++)
      jb_flow_add_slice(flow, LINE, i == 8 ? penalty : i == 7 ? 0 : JB_FLOW_NEVER);
    check(&(Case){{flow}, penalty < 10 ? "0:0-9@0 | 0:9-12@0" : "0:0-8@0 | 0:8-12@0"}, 0);
  }
}

/* A signature of a few lines. */
static JbFlow *signature(double height)
{
  JbFlow *flow = block();
  jb_flow_add_slice(flow, height, 0);
  flow->keep_with_previous = true;
  return flow;
}

/* GB/T 9704-2012 7.3.5.4: no page holds signature and date alone. */
static void test_signature_takes_text_along(void)
{
  check(&(Case){{paragraph(8), signature(20)}, "0:0-8@0 1:0-1@80"}, 0);
  /* the last line may not go over alone: widows */
  check(&(Case){{paragraph(9), signature(20)}, "0:0-7@0 | 0:7-9@0 1:0-1@20"}, 0);
  /* a single line goes as a whole, with the heading above it; what is kept with the text goes with both */
  check(&(Case){{paragraph(7), heading(), paragraph(1), signature(20)}, "0:0-7@0 | 1:0-1@0 2:0-1@10 3:0-1@20"}, 0);
  check(&(Case){{paragraph(6), paragraph(1), signature(20), signature(20)}, "0:0-6@0 | 1:0-1@0 2:0-1@10 3:0-1@30"}, 0);
}

static void test_signature_leaves_two_lines_under_heading(void)
{
  /* one line stays where there is no heading, none under one that would have but that */
  check(&(Case){{free_paragraph(6), free_paragraph(2), signature(30)}, "0:0-6@0 1:0-1@60 | 1:1-2@0 2:0-1@10"}, 0);
  check(
      &(Case){{free_paragraph(4), heading(), free_paragraph(2), signature(30)}, "0:0-4@0 | 1:0-1@0 2:0-2@10 3:0-1@30"},
      0);
}

static void test_signature_of_little_text(void)
{
  /* one line of text and a signature that is nearly a page high: nothing can be kept together */
  check(&(Case){{paragraph(1), signature(95)}, "0:0-1@0 | 1:0-1@0"}, 0);
}

static void test_signature_and_exhibits(void)
{
  /* below the exhibits there is room for the lines that go over and the signature: 50 + 20 + 30 */
  check(
      &(Case){{paragraph(6), exhibit(50), paragraph(4), signature(30)}, "0:0-6@0 2:0-2@60 | 1:0-1@0 2:2-4@50 3:0-1@70"},
      0);
  /* there is not, nor would there be for the signature: both have the page after the exhibits */
  check(&(Case){{paragraph(6), exhibit(50), exhibit(40), paragraph(4), signature(30)},
                "0:0-6@0 3:0-2@60 | 1:0-1@0 2:0-1@50 | 3:2-4@0 4:0-1@20"},
        0);
  check(&(Case){{paragraph(6), exhibit(60), paragraph(4), signature(30)},
                "0:0-6@0 2:0-2@60 | 1:0-1@0 | 2:2-4@0 3:0-1@20"},
        0);
  /* the exhibits take two pages, and come before the signature all the same */
  check(&(Case){{paragraph(6), exhibit(60), exhibit(50), paragraph(4), signature(30)},
                "0:0-6@0 3:0-2@60 | 1:0-1@0 | 2:0-1@0 3:2-4@50 4:0-1@70"},
        0);
}

static void check_colophon(size_t lines, size_t pages_before, const char *expected)
{
  const JbPlanRules rules = {.height = PAGE, .pitch = LINE, .pages_before = pages_before};
  JbFlow *colophon = paragraph(2);
  colophon->at_foot = colophon->even_page = true;
  JbFlow *flows[] = {paragraph(lines), colophon};
  g_autoptr(JbPlan) plan = jb_plan_new(flows, G_N_ELEMENTS(flows), &rules);
  g_autofree char *found = describe(plan);
  g_assert_cmpstr(found, ==, expected);
  jb_flow_free(flows[0]);
  jb_flow_free(flows[1]);
}

/* GB/T 9704-2012 7.4, 7.5: on the last page, an even one; blank pages before it where the text leaves no room. */
static void test_colophon_on_even_page(void)
{
  check_colophon(3, 0, "0:0-3@0 | 1:0-2@80");                 /* page 1 is odd: its back has it */
  check_colophon(13, 0, "0:0-10@0 | 0:10-13@0 1:0-2@80");     /* page 2 has room */
  check_colophon(19, 0, "0:0-10@0 | 0:10-19@0 | | 1:0-2@80"); /* it has not: page 3 is blank */
  check_colophon(20, 0, "0:0-10@0 | 0:10-20@0 | | 1:0-2@80");
  check_colophon(3, 1, "0:0-3@0 1:0-2@80"); /* a cover before it: the text is on page 2 */
}

static void test_foot(void)
{
  JbFlow *colophon = paragraph(2);
  colophon->at_foot = true;
  check(&(Case){{paragraph(3), colophon}, "0:0-3@0 1:0-2@80"}, 0);
}

/* The text goes on on the page where the table was met, and after it on a page of its own. Seven rows of 20 are 140: 60
 * on the first page, 10 of head and 40 on the second, and again 40 with the last rows. */
static void test_landscape_has_its_own_pages(void)
{
  check(&(Case){{paragraph(4), landscape(7), paragraph(9)},
                "0:0-4@0 2:0-6@40 | ( 1:0-3@0 ) | ( 1:3-5@0 ) | ( 1:5-7@0 ) | 2:6-9@0"},
        0);
  check(&(Case){{landscape(1), paragraph(2)}, "( 0:0-1@0 ) | 1:0-2@0"}, 0);
  check(&(Case){{paragraph(2), landscape(1), landscape(2)}, "0:0-2@0 | ( 1:0-1@0 ) | ( 2:0-2@0 )"}, 0);
}

static void test_landscape_in_place(void)
{
  check_rules(&(Case){{paragraph(4), landscape(1), paragraph(3)}, "0:0-4@0 | ( 1:0-1@0 ) | 2:0-3@0"}, 0,
              /* floats */ false);
}

/* A heading passes it, and what it keeps with is the text behind the table. */
static void test_landscape_and_headings(void)
{
  check(&(Case){{paragraph(3), landscape(1), heading(), paragraph(9)},
                "0:0-3@0 2:0-1@40 3:0-5@50 | ( 1:0-1@0 ) | 3:5-9@0"},
        0);
  check(&(Case){{paragraph(7), heading(), landscape(1), paragraph(4)}, "0:0-7@0 | 1:0-1@0 3:0-4@10 | ( 2:0-1@0 )"}, 0);
}

/* What an upright exhibit waits for cannot be passed by a heading; and exhibits keep their order. */
static void test_landscape_and_exhibits(void)
{
  check(&(Case){{paragraph(7), landscape(1), exhibit(20), paragraph(2), heading(), paragraph(2)},
                "0:0-7@0 3:0-2@70 | ( 1:0-1@0 ) | 2:0-1@0 4:0-1@30 5:0-2@40"},
        0);
}

static void test_landscape_before_the_end(void)
{
  JbFlow *colophon = paragraph(2), *new_page = paragraph(2);
  colophon->at_foot = new_page->page_before = true;
  check(&(Case){{paragraph(3), landscape(1), colophon}, "0:0-3@0 | ( 1:0-1@0 ) | 2:0-2@80"}, 0);
  check(&(Case){{paragraph(3), landscape(1), new_page}, "0:0-3@0 | ( 1:0-1@0 ) | 2:0-2@0"}, 0);
  /* a last page that is landscape is not filled from the pages before it */
  check(&(Case){{paragraph(10), landscape(1)}, "0:0-10@0 | ( 1:0-1@0 )"}, 5 * LINE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/compose/plan/fills-pages", test_fills_pages);
  g_test_add_func("/compose/plan/orphans", test_orphans);
  g_test_add_func("/compose/plan/widows", test_widows);
  g_test_add_func("/compose/plan/three-lines", test_three_lines_move_whole);
  g_test_add_func("/compose/plan/heading", test_heading_keeps_two_lines);
  g_test_add_func("/compose/plan/headings", test_headings_stay_together);
  g_test_add_func("/compose/plan/exhibit-moves", test_exhibit_moves_and_text_fills);
  g_test_add_func("/compose/plan/exhibit-order", test_exhibits_keep_order);
  g_test_add_func("/compose/plan/exhibit-heading", test_exhibit_does_not_pass_heading);
  g_test_add_func("/compose/plan/long-table", test_long_table_does_not_pass_exhibit);
  g_test_add_func("/compose/plan/table-waits", test_table_waits_with_exhibit);
  g_test_add_func("/compose/plan/page-before", test_page_before);
  g_test_add_func("/compose/plan/taller", test_taller_than_a_page);
  g_test_add_func("/compose/plan/repeated-head", test_repeated_head);
  g_test_add_func("/compose/plan/last-page", test_last_page_is_not_two_lines);
  g_test_add_func("/compose/plan/penalty", test_penalty_against_space);
  g_test_add_func("/compose/plan/heading-over-free-paragraph", test_heading_over_free_paragraph);
  g_test_add_func("/compose/plan/signature-under-heading", test_signature_leaves_two_lines_under_heading);
  g_test_add_func("/compose/plan/signature", test_signature_takes_text_along);
  g_test_add_func("/compose/plan/signature-of-little-text", test_signature_of_little_text);
  g_test_add_func("/compose/plan/signature-and-exhibits", test_signature_and_exhibits);
  g_test_add_func("/compose/plan/colophon", test_colophon_on_even_page);
  g_test_add_func("/compose/plan/foot", test_foot);
  g_test_add_func("/compose/plan/landscape", test_landscape_has_its_own_pages);
  g_test_add_func("/compose/plan/landscape-in-place", test_landscape_in_place);
  g_test_add_func("/compose/plan/landscape-headings", test_landscape_and_headings);
  g_test_add_func("/compose/plan/landscape-exhibits", test_landscape_and_exhibits);
  g_test_add_func("/compose/plan/landscape-end", test_landscape_before_the_end);
  return g_test_run();
}
